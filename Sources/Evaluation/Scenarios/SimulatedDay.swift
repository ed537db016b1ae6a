import Foundation

/// A day on which groups pass the cameras, part and return, as its plan says.
struct SimulatedDay: Sendable {
    /// A group on its way; its members are before the same camera at the same time.
    private struct Visit {
        var start: Double
        var members: [Int]
        /// Cameras it still passes; nil: to be drawn.
        var cameras: [Int]?
        var isContinuation = false
    }

    private var recorder: PassRecorder
    /// Seconds until which a person is on a visit, so that no person is in two places.
    private var busyUntil: [Int: Double] = [:]

    private var plan: DayPlan { recorder.plan }
    private var crops: CropIndex { recorder.crops }

    /// In order of time.
    static func pictures(_ plan: DayPlan, crops: [LabelledCrop], seed: UInt64) -> [ScriptedPicture] {
        let index = CropIndex(crops)
        guard !index.people.isEmpty else { return [] }
        var day = SimulatedDay(
            recorder: PassRecorder(plan: plan, crops: index, generator: SeededGenerator(seed: seed)))
        day.simulate()
        return day.recorder.pictures.sorted { ($0.time, $0.camera) < ($1.time, $1.camera) }
    }

    private mutating func simulate() {
        var shuffled = crops.people
        shuffled.shuffle(using: &recorder.generator)
        let residents = Array(shuffled.prefix(plan.residents))
        let strangers = Array(shuffled.dropFirst(plan.residents))
        // Earliest first; returns and parted members are added on the way.
        var waiting = (0..<plan.visits).map { _ in
            Visit(start: Double.random(in: 0..<plan.hours * 3_600, using: &recorder.generator), members: [])
        }
        waiting.sort { $0.start > $1.start }
        func enqueue(_ visit: Visit, _ waiting: inout [Visit]) {
            let place = waiting.firstIndex { $0.start <= visit.start } ?? waiting.count
            waiting.insert(visit, at: place)
        }
        while var visit = waiting.popLast() {
            if visit.members.isEmpty {
                visit.members = group(at: visit.start, residents: residents, strangers: strangers)
            } else if !visit.isContinuation {
                visit.members.removeAll { isAway($0, for: plan.absence.lowerBound, at: visit.start) == false }
            }
            guard !visit.members.isEmpty else { continue }
            var cameras = visit.cameras ?? drawCameras(for: visit.members)
            guard !cameras.isEmpty else { continue }
            var time = visit.start
            var isParting = false
            if !visit.isContinuation, visit.members.count > 1, recorder.generator.chance(plan.parting) {
                isParting = true
            }
            let names = visit.members.map { _ in
                recorder.generator.chance(plan.named) ? Int.random(in: 0..<cameras.count, using: &recorder.generator) : nil
            }
            for (order, camera) in cameras.enumerated() {
                time = recorder.pass(
                    visit.members, camera: camera, at: time, named: visit.members.indices.filter { names[$0] == order })
                if isParting { break }
                if order < cameras.count - 1 { time += Double.random(in: plan.walk, using: &recorder.generator) }
            }
            for member in visit.members { busyUntil[member] = time }
            if isParting {
                // Each goes on alone, to cameras of their own.
                for member in visit.members {
                    cameras = drawCameras(for: [member])
                    let start = time + Double.random(in: plan.walk, using: &recorder.generator)
                    busyUntil[member] = start + 150
                    enqueue(Visit(start: start, members: [member], cameras: cameras, isContinuation: true), &waiting)
                }
            } else if !visit.isContinuation, recorder.generator.chance(plan.returns) {
                let start = time + recorder.generator.logUniform(plan.absence)
                if start < plan.hours * 3_600 { enqueue(Visit(start: start, members: visit.members), &waiting) }
            }
        }
    }

    private mutating func group(at time: Double, residents: [Int], strangers: [Int]) -> [Int] {
        let size = Int.random(in: plan.groupSize, using: &recorder.generator)
        // A person seen a minute ago is still on the same episode, with the same companions.
        let isFree = { [self] (person: Int) in isAway(person, for: 60, at: time) }
        var members: [Int] = []
        let byResident = !residents.isEmpty && recorder.generator.chance(plan.residentVisits)
        if byResident, let first = residents.filter(isFree).randomElement(using: &recorder.generator) { members.append(first) }
        for _ in 0..<64 where members.count < size {
            let pool = byResident ? residents + strangers : strangers
            let free = pool.filter { isFree($0) && !members.contains($0) }
            guard let next = free.randomElement(using: &recorder.generator) else { break }
            if !commonCameras(of: members + [next]).isEmpty { members.append(next) }
        }
        return members
    }

    private func isAway(_ person: Int, for seconds: Double, at time: Double) -> Bool {
        busyUntil[person].map { $0 + seconds <= time } ?? true
    }

    private func commonCameras(of members: [Int]) -> [Int] {
        guard let first = members.first else { return [] }
        let others = members.dropFirst()
        return crops.cameras(of: first).filter { camera in others.allSatisfy { !crops.crops(of: $0, camera: camera).isEmpty } }
    }

    private mutating func drawCameras(for members: [Int]) -> [Int] {
        var cameras = commonCameras(of: members)
        cameras.shuffle(using: &recorder.generator)
        return Array(cameras.prefix(Int.random(in: plan.camerasPerVisit, using: &recorder.generator)))
    }
}
