import Testing

@testable import Evaluation

@Suite struct CostRatioTests {
    /// Each person is seen once, and told of as often as is said.
    private func score(_ told: [Int]) -> ScenarioScore {
        let crops = DrawnPeople.crops(people: told.count, cameras: 1, perCamera: 1)
        var pictures: [ScriptedPicture] = []
        var answers: [[RowAnswer]] = []
        for (index, times) in told.enumerated() {
            for turn in 0..<max(times, 1) {
                pictures.append(
                    ScriptedPicture(
                        time: Int64(index) * 1_000_000 + Int64(turn) * 1_000, camera: 1, isGray: false,
                        rows: [.init(person: index + 1, crop: index, track: nil, name: nil, place: 0)]))
                answers.append([RowAnswer(identity: index * 100 + turn, isNew: times > 0)])
            }
        }
        return ScenarioScore(
            of: ScenarioAnswers(pictures: answers), to: ScenarioScript(.busy, crops: crops, pictures: pictures))
    }

    @Test("The ratio is that of the sums, and lies inside its interval")
    func interval() throws {
        let ours = score([1, 2, 3, 1, 0, 1, 2, 1])
        let reference = score([2, 2, 3, 3, 0, 1, 2, 0])
        #expect(ours.sum.missed == 1 && ours.sum.duplicates == 4 && ours.sum.penalty == 14)
        #expect(ours.people.values.reduce(0) { $0 + $1.penalty } == 14)
        let ratio = try #require(CostRatio(of: ours, to: reference, penalty: \.penalty))
        #expect(abs(ratio.value - 14.0 / 27) < 1e-12)
        #expect(ratio.low < ratio.value && ratio.value < ratio.high)
        #expect(ratio == CostRatio(of: ours, to: reference, penalty: \.penalty))
    }

    @Test("Where all people are alike the interval is the ratio itself")
    func alike() throws {
        let ratio = try #require(CostRatio(of: score([2, 2, 2]), to: score([3, 3, 3]), penalty: \.penalty))
        #expect(ratio.low == 0.5 && ratio.value == 0.5 && ratio.high == 0.5)
    }

    @Test("A reference that costs nothing gives no ratio")
    func free() {
        #expect(CostRatio(of: score([2]), to: score([1]), penalty: \.penalty) == nil)
        #expect(CostRatio(of: score([2]), to: score([1]), penalty: \.clientPenalty) == nil)
    }
}
