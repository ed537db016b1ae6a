/// One line of the observation log: the only thing that ever changes the identity state.
package struct LogEntry: Sendable, Hashable, Codable {
    /// Position in the log's total order, from 1.
    package var sequence: UInt64
    /// When the log took the entry; never decreases from one entry to the next.
    package var logged: Timestamp
    package var event: Event

    package init(sequence: UInt64, logged: Timestamp, event: Event) {
        self.sequence = sequence
        self.logged = logged
        self.event = event
    }

    package enum Event: Sendable, Hashable, Codable {
        case observed(FrameObservation)
        /// From here on this model embeds and this policy decides. A new model starts with an empty gallery;
        /// tracks and names carry over.
        case configured(ModelID, MatchPolicy)
        /// Somebody who knows better has put something right.
        case corrected(Correction)
    }
}
