/// What one row offers for comparison at the moment its entry is folded.
enum Evidence: Sendable {
    /// An embedding of the state's own model. The reasons say why it is not kept; none: it is a good one.
    case comparable(Probe, poor: [Reason])
    case insufficient(Reason)
    case failed(Reason)
}
