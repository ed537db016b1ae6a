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
        // Three kinds of days, and the timeline at three densities with tracks and without.
        #expect(found.calibration.samples == 9 && found.calibration.uncertainty > 0)
        #expect(steps.last == 8)
        #expect(found.onDays > 0 && found.onTimeline > 0)
    }

    @Test("The worse of the two costs counts, each as a share of the reference's")
    func worseOfBoth() {
        let pairs = [10.0, 20, 30].map { LabelledCalibration.Pair(a: $0, b: $0 / 100) }
        // Per pair: two scripts of the timeline, two days.
        let table = [[90, 90, 10, 10], [60, 60, 50, 70], [30, 30, 95, 95]]
        let result = LabelledCalibration.result(pairs, table, [100, 100, 100, 100], timelines: 2)
        #expect(result.calibration.a == 20 && result.calibration.b == 0.2 && result.calibration.samples == 4)
        #expect(result.onTimeline == 0.6 && result.onDays == 0.6)
        #expect(result.timelineAlone == pairs[2] && result.daysAlone == pairs[0])
    }
}
