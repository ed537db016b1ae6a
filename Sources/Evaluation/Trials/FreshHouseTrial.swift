import Recognition

/// The first hour after installation: three residents come and go, six visitors come once, and nothing is known of anybody.
///
/// What is known of no camera is known of no house, so the first few people must not be taken for each other.
package struct FreshHouseTrial: Sendable {
    private static let residents = 3
    private static let visitors = 6
    private static let visitsOfResident = 4
    private static let seconds = 3_600.0
    private static let houses = 20

    private let crops: [LabelledCrop]

    package init(_ crops: [LabelledCrop]) {
        self.crops = crops
    }

    package func outcome(policy: MatchPolicy) -> TrialOutcome {
        var (visitors, lost, duplicates, looks, rows) = (0, 0, 0, 0, 0)
        for seed in 1...Self.houses {
            let (script, guests) = house(seed: UInt64(seed))
            let answers = ScenarioRun.answers(to: script, policy: policy)
            let score = ScenarioScore(of: answers, to: script)
            for guest in guests {
                guard let tally = score.people[guest] else { continue }
                visitors += 1
                lost += tally.missed > 0 ? 1 : 0
            }
            duplicates += score.duplicates
            looks += answers.inferences
            rows += score.rows
        }
        return TrialOutcome(
            name: "fresh house",
            description: """
                \(Self.houses) houses in their first hour, \(Self.residents) residents and \(Self.visitors) visitors each
                """,
            visitors: visitors, lost: lost, duplicates: duplicates,
            looksPerRow: rows > 0 ? Double(looks) / Double(rows) : nil)
    }

    /// One house's first hour, and who in it is a visitor.
    private func house(seed: UInt64) -> (script: ScenarioScript, visitors: [Int]) {
        let index = CropIndex(crops)
        var recorder = PassRecorder(plan: DayPlan.busy, crops: index, generator: SeededGenerator(seed: seed))
        var people = index.people
        people.shuffle(using: &recorder.generator)
        let residents = Array(people.prefix(Self.residents))
        let visitors = Array(people.dropFirst(Self.residents).prefix(Self.visitors))
        var visits: [(start: Double, person: Int)] = visitors.map {
            (Double.random(in: 0..<Self.seconds, using: &recorder.generator), $0)
        }
        for resident in residents {
            for visit in 0..<Self.visitsOfResident {
                let from = Self.seconds * Double(visit) / Double(Self.visitsOfResident)
                visits.append((from + Double.random(in: 0..<600, using: &recorder.generator), resident))
            }
        }
        for (start, person) in visits.sorted(by: { ($0.start, $0.person) < ($1.start, $1.person) }) {
            var cameras = index.cameras(of: person)
            cameras.shuffle(using: &recorder.generator)
            var time = start
            let count = Int.random(in: recorder.plan.camerasPerVisit, using: &recorder.generator)
            for (order, camera) in cameras.prefix(count).enumerated() {
                if order > 0 { time += Double.random(in: recorder.plan.walk, using: &recorder.generator) }
                time = recorder.pass([person], camera: camera, at: time, named: [])
            }
        }
        let pictures = recorder.pictures.sorted { ($0.time, $0.camera) < ($1.time, $1.camera) }
        return (ScenarioScript(.soloBusy, crops: crops, pictures: pictures), visitors)
    }
}
