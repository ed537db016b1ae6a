import Foundation
import Recognition
import Testing

@testable import Evaluation

@Suite(.timeLimit(.minutes(5))) struct CalibrationTests {
    private func tracks(likeness: Float, seed: UInt64, sightings: Int = 2_000) -> [TrackLook] {
        ScenarioScript(.home, crops: DrawnPeople.crops(people: 60, likeness: likeness), seed: seed).tracks(sightings: sightings)
    }

    @Test("Without labels, b lies between strangers and the same person, and higher where people are clearer")
    func unlabelled() throws {
        let clear = try #require(UnlabelledCalibration(tracks(likeness: 0.8, seed: 1)).calibration(a: 22))
        let vague = try #require(UnlabelledCalibration(tracks(likeness: 0.45, seed: 1)).calibration(a: 22))
        #expect((0.05...0.8).contains(clear.b) && (0.0...0.6).contains(vague.b))
        #expect(vague.b < clear.b)
        #expect(clear.uncertainty > 0 && clear.samples > 100)
    }

    @Test("Too little history gives no calibration")
    func tooLittle() {
        #expect(UnlabelledCalibration([]).calibration(a: 22) == nil)
        #expect(UnlabelledCalibration(tracks(likeness: 0.8, seed: 1, sightings: 30)).calibration(a: 22) == nil)
    }

    @Test("With labels, the pair found is one of those tried, and says how sure it is and what it costs")
    func labelled() async throws {
        let library = CropLibrary(DrawnPeople.crops(people: 30, likeness: 0.45), isQuery: { _ in false })
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 300_000)
        policy.usesCameraMeans = true
        let steps = Counter()
        let found = await LabelledCalibration(library, policy: policy, seeds: 1, slopes: [18, 22], offsets: [0, 0.2, 0.4, 0.8])
            .best { done, all in steps.count(done, all) }
        #expect([18, 22].contains(found.calibration.a) && found.calibration.b < 0.8)
        // Three kinds of days, the timeline at three densities with tracks and without, and a crowd.
        #expect(found.calibration.samples == 10 && found.calibration.uncertainty > 0)
        #expect(steps.last == 8)
        #expect(found.costs.map(\.name) == ["timeline", "crowded timeline", "days"])
        #expect(found.costs.allSatisfy { $0.ofReference > 0 && $0.ofBest >= 1 })
    }

    @Test("The worst loss against the best pair of each kind counts, whatever the reference costs there")
    func worstLoss() {
        let pairs = [10.0, 20, 30].map { LabelledCalibration.Pair(a: $0, b: $0 / 100) }
        // Per pair: two scripts of the timeline, on which the reference hardly errs, and two days.
        let table = [[90, 90, 10, 10], [60, 60, 12, 12], [30, 30, 95, 95]]
        let result = LabelledCalibration.result(
            pairs, table, [10, 10, 100, 100],
            [.init(name: "timeline", scripts: 0..<2), .init(name: "days", scripts: 2..<4)])
        #expect(result.calibration.a == 20 && result.calibration.b == 0.2 && result.calibration.samples == 4)
        #expect(result.costs.map(\.ofReference) == [6, 0.12])
        #expect(result.costs.map(\.ofBest) == [2, 1.2])
        #expect(result.costs.map(\.best) == [pairs[2], pairs[0]])
    }
}
