import Recognition
import Testing

@testable import Evaluation

@Suite struct RankingTests {
    /// In order of likeness to a query at 0° of person 1 on camera 1.
    private static let gallery: [LabelledCrop] = [
        .at(1, person: 1, camera: 1),  // the same person on the same camera: does not count
        .at(2, person: -1, camera: 4),  // junk: is not there
        .at(5, person: 2, camera: 2),  // wrong
        .at(10, person: 1, camera: 2),  // right, the second that counts: precision 1/2
        .at(15, person: 0, camera: 3),  // nobody in particular: wrong
        .at(20, person: 1, camera: 3),  // right, the fourth that counts: precision 2/4
    ]

    @Test("one query: its own camera and junk do not count, distractors are wrong")
    func oneQuery() {
        let ranking = Ranking(queries: [.at(0, person: 1, camera: 1)], gallery: Self.gallery.shuffled())
        #expect(ranking.queries == 1)
        #expect(ranking.gallery == 5)
        #expect(ranking.rank1 == 0)
        #expect(ranking.cmc[rank: 2] == 1)
        #expect(ranking.meanAveragePrecision == 0.5)
        // Two right answers, the last at the fourth place.
        #expect(ranking.meanInverseNegativePenalty == 0.5)
    }

    @Test("several queries: the means; who has no right answer, and nobody in particular, is not asked about")
    func severalQueries() {
        let ranking = Ranking(
            queries: [
                .at(0, person: 1, camera: 1),  // as above
                .at(5, person: 2, camera: 1),  // found at once
                .at(0, person: 2, camera: 2),  // only its own camera has seen it
                .at(0, person: 7, camera: 1),  // never seen
                .at(0, person: 0, camera: 1), .at(0, person: -1, camera: 1),
            ], gallery: Self.gallery)
        #expect(ranking.queries == 2)
        #expect(ranking.rank1 == 0.5)
        #expect(ranking.cmc[rank: 2] == 1)
        #expect(ranking.meanAveragePrecision == 0.75)
        #expect(ranking.meanInverseNegativePenalty == 0.75)
    }

    @Test("at equal similarity the wrong answer comes first")
    func ties() {
        let ranking = Ranking(
            queries: [.at(0, person: 1, camera: 1)], gallery: [.at(5, person: 1, camera: 2), .at(5, person: 2, camera: 2)])
        #expect(ranking.rank1 == 0)
        #expect(ranking.meanAveragePrecision == 0.5)
    }

    @Test("nothing to ask gives zeros")
    func empty() {
        let ranking = Ranking(queries: [], gallery: [])
        #expect(ranking.queries == 0)
        #expect(ranking.rank1 == 0)
        #expect(ranking.meanAveragePrecision == 0)
        #expect(ranking.meanInverseNegativePenalty == 0)
        #expect(ranking.cmc[rank: 5] == 0)
    }

    @Test("a curve counts hits up to its last rank")
    func curve() {
        let curve = CMCCurve(firstHits: [0, 0, 2, 1_000])
        #expect(curve[rank: 1] == 0.5)
        #expect(curve[rank: 2] == 0.5)
        #expect(curve[rank: 3] == 0.75)
        #expect(curve[rank: 9_999] == 0.75)
    }

    @Test("a block compares as embeddings do, another dimension included")
    func block() {
        let embeddings = (0..<40).map { row in Embedding(normalizing: (0..<67).map { Float(($0 * 31 + row * 7) % 23) - 11 })! }
        let short = Embedding(normalizing: [1, 2, 3])!
        let block = EmbeddingBlock(embeddings + [short])
        #expect(block.similarities(to: embeddings[3]) == (embeddings + [short]).map { embeddings[3].similarity(to: $0).raw })
        #expect(block.similarities(to: short).allSatisfy { $0 == 0 })
        #expect(EmbeddingBlock([]).similarities(to: short).isEmpty)
    }
}
