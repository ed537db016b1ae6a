/// A day on which one resident is a given share of the pictures of every camera, and visitors come alone, a few at a time.
///
/// The day goes in rounds: first a few visitors within minutes of each other, as on a busy day; then the resident, until
/// every camera has seen enough of them.
struct ResidentDay: Sendable {
    private static let rounds = 15
    private static let visitorsPerRound = 4
    /// Seconds in which the visitors of a round begin their visits.
    private static let roundLength = 190.0
    /// Seconds from one visit of the resident to the next.
    private static let absence = 20.0...600.0

    private let share: Double
    private var recorder: PassRecorder
    private var resident = 0
    private var busyUntil: [Int: Double] = [:]
    private var seen: [Int: (resident: Int, all: Int)] = [:]

    /// In order of time.
    static func pictures(percent: Int, crops: [LabelledCrop], seed: UInt64) -> [ScriptedPicture] {
        let index = CropIndex(crops)
        guard !index.people.isEmpty else { return [] }
        var day = ResidentDay(
            share: min(max(Double(percent) / 100, 0), 0.99),
            recorder: PassRecorder(plan: .busy.alone, crops: index, generator: SeededGenerator(seed: seed)))
        day.simulate()
        return day.recorder.pictures.sorted { ($0.time, $0.camera) < ($1.time, $1.camera) }
    }

    private init(share: Double, recorder: PassRecorder) {
        self.share = share
        self.recorder = recorder
    }

    private mutating func simulate() {
        var people = recorder.crops.people
        people.shuffle(using: &recorder.generator)
        // Every camera of the day must be able to see the resident.
        let most = people.map { recorder.crops.cameras(of: $0).count }.max() ?? 0
        resident = people.first { recorder.crops.cameras(of: $0).count == most } ?? people[0]
        let cameras = recorder.crops.cameras(of: resident)
        let visitors = people.filter { $0 != resident && !common(cameras, of: $0).isEmpty }
        var time = 0.0
        for _ in 0..<Self.rounds {
            time = simulateVisitors(visitors, cameras: cameras, from: time)
            time = simulateResident(cameras: cameras, from: time)
        }
    }

    /// - Returns: when the last of them was seen.
    private mutating func simulateVisitors(_ visitors: [Int], cameras: [Int], from start: Double) -> Double {
        var end = start
        let begins = (0..<Self.visitorsPerRound).map { _ in
            start + Double.random(in: 0..<Self.roundLength, using: &recorder.generator)
        }.sorted()
        for begin in begins {
            let free = visitors.filter { (busyUntil[$0] ?? -60) + 60 <= begin }
            guard let visitor = free.randomElement(using: &recorder.generator) else { continue }
            var own = common(cameras, of: visitor)
            own.shuffle(using: &recorder.generator)
            end = max(end, visit(visitor, cameras: own, at: begin))
        }
        return end
    }

    /// - Returns: when the resident was last seen.
    private mutating func simulateResident(cameras: [Int], from start: Double) -> Double {
        var time = start
        while true {
            let due = cameras.map { (camera: $0, missing: missing(on: $0)) }.filter { $0.missing > 0 }
                .sorted { ($0.missing, $1.camera) > ($1.missing, $0.camera) }
            guard !due.isEmpty else { return time }
            time += recorder.generator.logUniform(Self.absence)
            time = visit(resident, cameras: due.map(\.camera), at: time)
        }
    }

    /// Pictures of the resident that a camera lacks.
    private func missing(on camera: Int) -> Double {
        let count = seen[camera] ?? (0, 0)
        return share * Double(count.all) - Double(count.resident)
    }

    private func common(_ cameras: [Int], of person: Int) -> [Int] {
        cameras.filter { !recorder.crops.crops(of: person, camera: $0).isEmpty }
    }

    /// - Parameter cameras: a visit passes the first of them.
    /// - Returns: when the person was last seen.
    private mutating func visit(_ person: Int, cameras: [Int], at start: Double) -> Double {
        let plan = recorder.plan
        let passed = cameras.prefix(Int.random(in: plan.camerasPerVisit, using: &recorder.generator))
        let isNamed = recorder.generator.chance(plan.named)
        let naming = isNamed ? Int.random(in: 0..<passed.count, using: &recorder.generator) : nil
        var time = start
        for (order, camera) in passed.enumerated() {
            if order > 0 { time += Double.random(in: plan.walk, using: &recorder.generator) }
            let before = recorder.pictures.count
            time = recorder.pass([person], camera: camera, at: time, named: naming == order ? [0] : [])
            let count = recorder.pictures.count - before
            seen[camera, default: (0, 0)].all += count
            if person == resident { seen[camera, default: (0, 0)].resident += count }
        }
        busyUntil[person] = time
        return time
    }
}
