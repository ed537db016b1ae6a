import Recognition

/// What a trial counted: visitors, and how many of them nobody was told of.
package struct TrialOutcome: Sendable, Hashable, Codable {
    package var name: String
    /// What was done, in one sentence.
    package var description: String
    package var visitors: Int
    package var lost: Int
    /// The same under the circumstances that it is compared with, and what those are.
    package var lostElsewhere: Int?
    package var elsewhere: String?
    /// Times that somebody was told of again within one visit.
    package var duplicates: Int?
    package var looksPerRow: Double?
}
