/// Breaches of what must always hold, in a sequence; all of them must be 0.
package struct SequenceViolations: Sendable, Hashable, Codable {
    /// Pairs of rows of one picture, not boxed as one person, that got one id.
    package var sharedIDs = 0
    /// Rows without an answer, and answers without a row.
    package var missingAnswers = 0
    /// Answers that can only belong to another row: a track said to go on where none was named, or under another track's id.
    package var misplacedAnswers = 0
    /// Rows answered fail-open, those beyond the service's limit of rows aside.
    package var failures = 0

    package init() {}

    package var count: Int { sharedIDs + missingAnswers + misplacedAnswers + failures }
}
