/// What a policy said of one row of a simulated day.
package struct DayAnswer: Sendable {
    /// Two rows with the same number were given the same id.
    package var identity: Int
    package var isNew: Bool
    /// P_seen, and the similarity to the best candidate; nil where nothing was compared.
    package var probabilitySeen: Double?
    package var similarity: Double?
    /// The crop that stands for the identity that was taken or refused, for looking at.
    package var candidateCrop: Int?
}
