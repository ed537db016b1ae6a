/// What is known of one identity at one moment, for people to read.
package struct KnownPerson: Sendable, Hashable {
    package var id: PersonID
    package var name: String?
    /// Event times of the first and the last sighting.
    package var firstSeen: Timestamp
    package var lastSeen: Timestamp
    /// Everywhere they were seen, first camera first.
    package var cameras: [Camera]
    /// Ids that were found to be the same person.
    package var aliases: [PersonID]
    package var exemplarCount: Int
    /// Seen so recently that seeing them again would not be new.
    package var isInWindow: Bool
}
