import Testing

@testable import Evaluation

@Suite struct SimulatedDayTests {
    private let crops = DrawnPeople.crops(people: 40)

    @Test("A day is the same for the same seed, and another one for another", arguments: Scenario.days + Scenario.soloDays)
    func seeds(_ scenario: Scenario) {
        func rows(_ seed: UInt64) -> [String] {
            ScenarioScript(scenario, crops: crops, seed: seed).pictures.map { "\($0.time) \($0.camera) \($0.rows.map(\.crop))" }
        }
        #expect(rows(1) == rows(1))
        #expect(rows(1) != rows(2))
    }

    @Test(
        "Its pictures are in order of time, everybody is in one place, and the crop is of that person and camera",
        arguments: Scenario.days + Scenario.soloDays)
    func places(_ scenario: Scenario) {
        let script = ScenarioScript(scenario, crops: crops, seed: 3)
        #expect(script.pictures.count > 1_000)
        var last: [Int: (time: Int64, camera: Int)] = [:]
        var previous: Int64 = 0
        for picture in script.pictures {
            #expect(picture.time >= previous)
            previous = picture.time
            #expect(Set(picture.rows.map(\.person)).count == picture.rows.count)
            for row in picture.rows {
                #expect(script.crops[row.crop].person == row.person && script.crops[row.crop].camera == picture.camera)
                // From one camera to the next one walks for three seconds at least.
                if let last = last[row.person], last.camera != picture.camera { #expect(picture.time - last.time >= 2_999) }
                last[row.person] = (picture.time, picture.camera)
            }
        }
    }

    @Test("Shares are as planned: gray passes, names, groups")
    func shares() {
        let script = ScenarioScript(.busy, crops: crops, seed: 5)
        let gray = Double(script.pictures.count(where: \.isGray)) / Double(script.pictures.count)
        #expect(abs(gray - DayPlan.busy.gray) < 0.05)
        #expect(script.pictures.allSatisfy { (1...3).contains($0.rows.count) })
        #expect(script.pictures.flatMap(\.rows).contains { $0.name != nil })
    }

    @Test("On solo days everyone comes alone", arguments: Scenario.soloDays)
    func solo(_ scenario: Scenario) {
        let script = ScenarioScript(scenario, crops: crops, seed: 2)
        #expect(script.pictures.count > 500)
        #expect(script.pictures.allSatisfy { $0.rows.count == 1 })
    }
}
