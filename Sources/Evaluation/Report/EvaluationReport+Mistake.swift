extension EvaluationReport {
    /// A decision that went wrong, with the two crops that explain it.
    package struct Mistake: Sendable, Hashable, Codable {
        /// The file of the crop that was decided about.
        package var crop: String
        /// The file of the crop it was taken for, or should have been.
        package var other: String?
        /// What happened, in one sentence.
        package var sentence: String
        /// Of the two crops.
        package var similarity: Double?
        package var probabilitySeen: Double?

        package init(
            crop: String, other: String? = nil, sentence: String, similarity: Double? = nil, probabilitySeen: Double? = nil
        ) {
            self.crop = crop
            self.other = other
            self.sentence = sentence
            self.similarity = similarity
            self.probabilitySeen = probabilitySeen
        }
    }
}
