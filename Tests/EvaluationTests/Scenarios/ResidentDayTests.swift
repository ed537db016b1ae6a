import Testing

@testable import Evaluation

@Suite struct ResidentDayTests {
    private let crops = DrawnPeople.crops(people: 40)

    @Test("One resident is the given share of every camera's pictures, and visitors come alone", arguments: [60, 80, 90, 95])
    func share(percent: Int) {
        let script = ScenarioScript(.resident(percent: percent), crops: crops, seed: 4)
        let rows = Dictionary(grouping: script.pictures, by: \.camera).mapValues { $0.flatMap(\.rows).map(\.person) }
        let counts = Dictionary(grouping: rows.values.joined(), by: \.self).mapValues(\.count)
        let resident = counts.max { $0.value < $1.value }?.key ?? 0
        for (camera, people) in rows {
            let share = Double(people.count { $0 == resident }) / Double(people.count)
            #expect(abs(share - Double(percent) / 100) < 0.03, "camera \(camera)")
        }
        #expect(script.pictures.allSatisfy { $0.rows.count == 1 })
        #expect(counts.count > 10)
    }

    @Test("A day is the same for the same seed, and another one for another")
    func seeds() {
        func rows(_ seed: UInt64) -> [String] {
            ScenarioScript(.resident(percent: 80), crops: crops, seed: seed).pictures.map {
                "\($0.time) \($0.camera) \($0.rows.map(\.crop))"
            }
        }
        #expect(rows(1) == rows(1))
        #expect(rows(1) != rows(2))
    }
}
