import Foundation
import Recognition
import Testing

@testable import Evaluation

@Suite struct OpenSetTests {
    private func raw(_ value: Double) -> Int32 { Int32(value * 268_435_456) }

    @Test("both errors over the threshold, counted by hand")
    func curve() throws {
        let curve = OpenSetCurve(
            strangers: [raw(0.2), raw(0.4), raw(0.6), raw(0.8)], acquaintances: [raw(0.51), raw(0.7), raw(0.9)], people: 5)
        // threshold, strangers at or above it, acquaintances below it
        for (threshold, fpir, fnir) in [(0.0, 1.0, 0.0), (0.3, 0.75, 0), (0.5, 0.5, 0), (0.7, 0.25, 1.0 / 3), (1, 0, 1)] {
            let point = try #require(curve.points.first { $0.threshold == threshold })
            #expect(abs(point.fpir - fpir) < 1e-12, "FPIR at \(threshold)")
            #expect(abs(point.fnir - fnir) < 1e-12, "FNIR at \(threshold)")
        }
        #expect(curve.points.count == 201)
        #expect(curve.threshold(fpir: 0.25)?.threshold == 0.605)
        #expect(curve.searches == 4)
    }

    @Test("a stranger is compared with everybody known but itself, somebody known with its own crops on other cameras")
    func search() throws {
        let gallery: [LabelledCrop] = [
            .at(0, person: 1, camera: 1), .at(30, person: 1, camera: 2), .at(60, person: 2, camera: 1),
            .at(90, person: 3, camera: 2), .at(5, person: 0, camera: 2), .at(5, person: -1, camera: 2),
        ]
        let curve = OpenSetSearch().curve(queries: [.at(0, person: 1, camera: 1)], gallery: gallery)
        // The stranger's best is person 2 at 60°: 0.5. Its own other camera is 30° away: 0.866.
        #expect(curve.points.last { $0.fpir == 1 }?.threshold == 0.5)
        #expect(curve.points.first { $0.fnir == 1 }?.threshold == 0.87)
    }

    @Test("pairs are told apart by person and camera")
    func pairs() {
        let pairs = SimilarityPairs(
            queries: [.at(0, person: 1, camera: 1), .at(0, person: 0, camera: 1)],
            gallery: [
                .at(0, person: 1, camera: 1), .at(60, person: 1, camera: 2), .at(90, person: 2, camera: 1),
                .at(180, person: 0, camera: 2), .at(0, person: -1, camera: 2),
            ])
        #expect(pairs.genuine.total == 1)
        #expect(abs(pairs.genuine.mean - 0.5) < 1e-3)
        #expect(pairs.impostor.total == 2)
        #expect(abs(pairs.impostor.mean + 0.5) < 1e-3)
    }

    @Test("a histogram finds the similarity that a share of the pairs exceeds")
    func quantile() throws {
        var histogram = SimilarityHistogram()
        for step in 0..<1_000 { histogram.add(raw: raw(Double(step) / 1_000)) }
        #expect(abs(try #require(histogram.similarity(exceededBy: 0.01)) - 0.99) <= 0.002)
        #expect(abs(try #require(histogram.similarity(exceededBy: 0.5)) - 0.5) <= 0.002)
        #expect(abs(histogram.share(atLeast: 0.9) - 0.1) <= 0.002)
        #expect(SimilarityHistogram().similarity(exceededBy: 0.01) == nil)
    }

    @Test("a histogram keeps the ends of its range, and a hair beyond", arguments: [Int32.min, -268_435_456, 268_435_456, .max])
    func ends(raw: Int32) {
        var histogram = SimilarityHistogram()
        histogram.add(raw: raw)
        #expect(histogram.counts[raw < 0 ? 0 : SimilarityHistogram.bins - 1] == 1)
    }

    @Test("a histogram comes back from JSON as it was; one that does not fit is refused")
    func json() throws {
        var histogram = SimilarityHistogram()
        for value in [-0.25, 0.1, 0.1, 0.73] { histogram.add(raw: raw(value)) }
        let back = try JSONDecoder().decode(SimilarityHistogram.self, from: JSONEncoder().encode(histogram))
        #expect(back.counts == histogram.counts)
        #expect(back.total == 4)
        #expect(abs(back.mean - histogram.mean) < 1e-9)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                SimilarityHistogram.self, from: Data(#"{"from":0.99,"step":0.002,"counts":[1,1,1,1,1,1,1,1],"mean":1}"#.utf8))
        }
    }
}
