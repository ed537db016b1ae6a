/// What a policy said of one row of a script.
package struct RowAnswer: Sendable {
    /// Two rows with the same number were given the same id.
    package var identity: Int
    package var isNew: Bool
    /// P_seen, and the similarity to the best candidate; nil where nothing was compared.
    package var probabilitySeen: Double?
    package var similarity: Double?
    /// The crop that stands for the identity that was taken or refused, for looking at.
    package var candidateCrop: Int?
}

/// What a policy said of a whole script, and how often it had to look.
package struct ScenarioAnswers: Sendable {
    /// One list per picture, one answer per row.
    package var pictures: [[RowAnswer]]
    /// Crops that were embedded.
    package var inferences = 0
    /// Crops that were embedded once more without their colors.
    package var twins = 0
}
