extension RPCError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .closed(let reason): "the connection is closed: \(reason)"
        case .transport(let reason): reason
        case .timeout(let method): "no answer in time to \(method ?? "a call")"
        case .overflow(let what): "too much at once: \(what)"
        case .foreignObject: "the object belongs to another connection"
        }
    }

    /// What to tell those who waited when a connection ends by this.
    var reason: String { if case .closed(let reason) = self { reason } else { description } }
}
