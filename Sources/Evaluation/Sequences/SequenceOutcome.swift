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
    /// All pairs of sightings, whoever they show: 351 of 27 boxes.
    package var pairs: Int
    /// Pairs in which "same id" disagrees with "same person": the two kinds below together.
    package var wrongPairs: Int
    /// Pairs of two people under one id.
    package var mixedPairs: Int
    /// Pairs of one person under two ids.
    package var splitPairs: Int
    /// The lowest similarity to its own person with which a row was said to be seen by appearance; nil without any.
    package var lowestSeenSimilarity: Double?
    /// Ids per person.
    package var fragmentation: Double
    /// How often each kind of decision was given.
    package var decisions: [String: Int]
    package var violations: SequenceViolations
}
