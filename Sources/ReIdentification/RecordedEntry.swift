import Recognition

/// One entry of the past, and what was answered to it.
package struct RecordedEntry: Sendable, Hashable {
    package var entry: LogEntry
    /// One per sighting; none unless it was a picture.
    package var decisions: [Decision]

    package init(_ entry: LogEntry, decisions: [Decision]) {
        self.entry = entry
        self.decisions = decisions
    }

    package var observation: FrameObservation? {
        if case .observed(let observation) = entry.event { observation } else { nil }
    }
}
