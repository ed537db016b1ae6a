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

    @Test("With labels, the pair found costs no more than the pairs beside it, and says how sure it is")
    func labelled() async throws {
        let library = CropLibrary(DrawnPeople.crops(people: 30, likeness: 0.45), isQuery: { _ in false })
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 300_000)
        policy.usesCameraMeans = true
        let steps = Counter()
        let found = await LabelledCalibration(library, policy: policy, seeds: 1, slopes: [18, 22], offsets: [0, 0.2, 0.4, 0.8])
            .best { done, all in steps.count(done, all) }
        #expect([18, 22].contains(found.a) && found.b < 0.8)
        #expect(found.samples == 3 && found.uncertainty > 0)
        #expect(steps.last == 8)
    }
}
