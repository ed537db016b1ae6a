import Recognition
import Testing

@testable import Evaluation

/// The ranking's measures held against their definitions, computed plainly in double precision.
@Suite struct RankingDefinitionTests {
    /// - Parameter levels: components are so many different numbers; few of them give many equal similarities.
    private func crops(_ count: Int, levels: Int16, seed: UInt64) -> [LabelledCrop] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { index in
            let embedding = Embedding(
                components: (0..<8).map { _ in Int16.random(in: -levels...levels, using: &generator) * (8_000 / levels) })
            return LabelledCrop(
                person: Int.random(in: -1...12, using: &generator), camera: Int.random(in: 1...3, using: &generator),
                frame: index, file: "\(index)", embedding: embedding, desaturated: embedding,
                quality: Quality(width: 64, height: 128))
        }
    }

    private func similarity(_ a: LabelledCrop, _ b: LabelledCrop) -> Double {
        zip(a.embedding.components, b.embedding.components).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / 268_435_456
    }

    /// Average precision and inverse negative penalty of one query; nil when no answer is right.
    private func measures(of query: LabelledCrop, in gallery: [LabelledCrop]) -> (ap: Double, inp: Double)? {
        let counted = gallery.filter { $0.person >= 0 && !($0.person == query.person && $0.camera == query.camera) }
        let answers = counted.map { (similarity: similarity(query, $0), isRight: $0.person == query.person) }
        // At equal similarity the wrong ones come first.
        let ranked = answers.sorted { ($1.similarity, $0.isRight ? 1 : 0) < ($0.similarity, $1.isRight ? 1 : 0) }
        let ranks = ranked.indices.filter { ranked[$0].isRight }.map { $0 + 1 }
        guard let last = ranks.last else { return nil }
        let precisions = ranks.enumerated().map { Double($0.offset + 1) / Double($0.element) }
        return (precisions.reduce(0, +) / Double(ranks.count), Double(ranks.count) / Double(last))
    }

    @Test(
        "mAP and mINP are what their definitions say, to the twelfth place",
        arguments: [
            // All similarities differ, or many are equal, or nearly all.
            (Int16(8_000), UInt64(1)), (2, 2), (1, 3), (1, 4),
        ])
    func definitions(levels: Int16, seed: UInt64) throws {
        let gallery = crops(600, levels: levels, seed: seed)
        let queries = crops(150, levels: levels, seed: seed + 100)
        let expected = queries.filter { $0.person > 0 }.compactMap { measures(of: $0, in: gallery) }
        let ranking = Ranking(queries: queries, gallery: gallery)
        #expect(ranking.queries == expected.count && expected.count > 100)
        let count = Double(expected.count)
        #expect(abs(ranking.meanAveragePrecision - expected.reduce(0) { $0 + $1.ap } / count) < 1e-12)
        #expect(abs(ranking.meanInverseNegativePenalty - expected.reduce(0) { $0 + $1.inp } / count) < 1e-12)
    }

    @Test("Drawn with few levels, right and wrong answers do tie")
    func ties() {
        let gallery = crops(600, levels: 1, seed: 3)
        let query = crops(150, levels: 1, seed: 103)[0]
        let similarities = gallery.map { similarity(query, $0) }
        #expect(Set(similarities).count < 40)
    }
}
