import Recognition

/// How alike different people look to a model: what its manifest says as `floors` and `strict`.
///
/// All pairs of crops of two different people count, whatever their cameras; nobody in particular (person 0) does not.
package struct StrangerSimilarities: Sendable, Hashable, Codable {
    /// The medians in the three spaces in which embeddings are compared.
    package struct Floors: Sendable, Hashable, Codable {
        /// As the model gives them.
        package var raw: Double
        /// Without the mean of each camera.
        package var centered: Double
        /// Without colors, and without the mean of each camera's crops without colors.
        package var gray: Double
    }

    package let floors: Floors
    /// The raw cosine that one pair in a thousand before one camera reaches: different people are most alike there, and a
    /// house of which nothing is known sees its first people there.
    package let strict: Double
    package let pairs: Int

    /// Nil when there are fewer than two people.
    package init?(_ crops: [LabelledCrop]) {
        let crops = crops.filter { $0.person > 0 }
        let raw = Self.histogram(crops.map(\.embedding), crops)
        let nearby = Self.histogram(crops.map(\.embedding), crops) { $0.camera == $1.camera }
        guard let rawMedian = raw.similarity(exceededBy: 0.5),
            let strict = (nearby.total > 0 ? nearby : raw).similarity(exceededBy: 0.001),
            let centered = Self.centered(crops, \.embedding).similarity(exceededBy: 0.5),
            let gray = Self.centered(crops, \.desaturated).similarity(exceededBy: 0.5)
        else { return nil }
        floors = Floors(raw: Self.rounded(rawMedian), centered: Self.rounded(centered), gray: Self.rounded(gray))
        self.strict = Self.rounded(strict)
        pairs = raw.total
    }

    /// A histogram's steps are no finer.
    private static func rounded(_ similarity: Double) -> Double { (similarity * 1_000).rounded() / 1_000 }

    private static func centered(_ crops: [LabelledCrop], _ look: KeyPath<LabelledCrop, Embedding>) -> SimilarityHistogram {
        let centering = CameraCentering(crops.map { ("\($0.camera)", $0[keyPath: look]) })
        // A crop that is its camera's mean has no direction of its own.
        return histogram(centering.vectors.map { Embedding(normalizing: $0) ?? Embedding(components: []) }, crops)
    }

    private static func histogram(
        _ embeddings: [Embedding], _ crops: [LabelledCrop], where counts: (LabelledCrop, LabelledCrop) -> Bool = { _, _ in true }
    ) -> SimilarityHistogram {
        let block = EmbeddingBlock(embeddings)
        var histogram = SimilarityHistogram()
        for (index, crop) in crops.enumerated() {
            let similarities = block.similarities(to: embeddings[index])
            for other in crops.indices where other > index && crops[other].person != crop.person && counts(crop, crops[other]) {
                histogram.add(raw: similarities[other])
            }
        }
        return histogram
    }
}
