import Recognition

/// How the whole service did over the pictures of one sequence.
package struct SequenceOutcome: Sendable, Hashable, Codable {
    package var name: String
    package var pictures: Int
    package var people: Int
    /// Rows that were asked about.
    package var sightings: Int
    /// The harmonic mean of the two shares of sightings under the right id, under the best pairing of people and ids.
    package var idf1: Double
    /// Of two sightings under one id, how often they are one person; of two sightings of one person, how often under one id.
    package var pairwisePrecision: Double
    package var pairwiseRecall: Double
    package var pairwiseF1: Double
    /// Ids per person.
    package var fragmentation: Double
    /// How often each kind of decision was given.
    package var decisions: [String: Int]
    package var violations: SequenceViolations
}
