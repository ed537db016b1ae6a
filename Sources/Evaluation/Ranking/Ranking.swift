import Recognition

/// How well a gallery is ordered by similarity, after the protocol of Market-1501 (closed set: every query is there).
///
/// For a query, its own person on its own camera does not count, neither right nor wrong. Person 0 (nobody in particular) is
/// never a query, and wrong in the gallery; person −1 (junk) is dropped from both.
package struct Ranking: Sendable, Hashable, Codable {
    /// Queries that have a right answer in the gallery; the others are not counted.
    package let queries: Int
    /// Crops in the gallery without the junk.
    package let gallery: Int
    package let rank1: Double
    /// The mean over the queries of the precision at each right answer.
    package let meanAveragePrecision: Double
    /// The mean over the queries of the number of right answers as a share of the last one's rank (mINP): how far down the
    /// hardest right answer lies.
    package let meanInverseNegativePenalty: Double
    package let cmc: CMCCurve

    enum CodingKeys: String, CodingKey {
        case queries, gallery, rank1
        case meanAveragePrecision = "mAP"
        case meanInverseNegativePenalty = "mINP"
        case cmc
    }

    /// Every query against the whole gallery; at equal similarity the wrong ones come first.
    package init(queries: [LabelledCrop], gallery: [LabelledCrop]) {
        let gallery = gallery.filter { $0.person >= 0 }
        let block = EmbeddingBlock(gallery.map(\.embedding))
        var firstHits: [Int] = []
        var precisions = 0.0
        var penalties = 0.0
        for query in queries where query.person > 0 {
            let places = Self.places(of: query, in: gallery, similarities: block.similarities(to: query.embedding))
            guard let first = places.first, let last = places.last else { continue }
            firstHits.append(first)
            let precision = places.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) / Double($1.element + 1) }
            precisions += precision / Double(places.count)
            penalties += Double(places.count) / Double(last + 1)
        }
        self.queries = firstHits.count
        self.gallery = gallery.count
        cmc = CMCCurve(firstHits: firstHits)
        rank1 = cmc[rank: 1]
        meanAveragePrecision = firstHits.isEmpty ? 0 : precisions / Double(firstHits.count)
        meanInverseNegativePenalty = firstHits.isEmpty ? 0 : penalties / Double(firstHits.count)
    }

    /// Where the right answers stand among all that count, in ascending order.
    private static func places(of query: LabelledCrop, in gallery: [LabelledCrop], similarities: [Int32]) -> [Int] {
        var right: [Int32] = []
        var wrong: [Int32] = []
        for (crop, similarity) in zip(gallery, similarities) {
            if crop.person != query.person {
                wrong.append(similarity)
            } else if crop.camera != query.camera {
                right.append(similarity)
            }
        }
        right.sort(by: >)
        guard let least = right.last else { return [] }
        // Only who comes before the last right answer moves one of them.
        let ahead = wrong.filter { $0 >= least }.sorted(by: >)
        var passed = 0
        return right.enumerated().map { index, similarity in
            while passed < ahead.count, ahead[passed] >= similarity { passed += 1 }
            return passed + index
        }
    }
}
