import Recognition

/// How alike the same and different people look, pair by pair, whoever is nearest.
package struct SimilarityPairs: Sendable, Hashable, Codable {
    /// The same person on two cameras.
    package internal(set) var genuine = SimilarityHistogram()
    /// Two different people, on whichever cameras; nobody in particular (person 0) is different from everybody.
    package internal(set) var impostor = SimilarityHistogram()

    /// Every query against the whole gallery; junk (person −1) is dropped.
    package init(queries: [LabelledCrop], gallery: [LabelledCrop]) {
        let gallery = gallery.filter { $0.person >= 0 }
        let block = EmbeddingBlock(gallery.map(\.embedding))
        for query in queries where query.person > 0 {
            for (crop, similarity) in zip(gallery, block.similarities(to: query.embedding)) {
                if crop.person != query.person {
                    impostor.add(raw: similarity)
                } else if crop.camera != query.camera {
                    genuine.add(raw: similarity)
                }
            }
        }
    }
}
