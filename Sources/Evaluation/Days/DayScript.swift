import Foundation

/// A whole simulated day in order of time, from the crops of a data set and a seed, and nothing else.
package struct DayScript: Sendable {
    package let plan: DayPlan
    package let crops: [LabelledCrop]
    package private(set) var pictures: [ScriptedPicture] = []

    /// A group on its way; its members are before the same camera at the same time.
    private struct Visit {
        var start: Double
        var members: [Int]
        /// Cameras it still passes; nil: to be drawn.
        var cameras: [Int]?
        var isContinuation = false
    }

    private let cropsOf: [Int: [Int: [Int]]]
    private let people: [Int]
    private var generator: SeededGenerator
    /// Seconds until which somebody is on a visit: nobody is in two places.
    private var busyUntil: [Int: Double] = [:]
    private var passes = 0

    /// - Parameter crops: those of person 0 are not used.
    package init(_ kind: DayPlan.Kind, crops: [LabelledCrop], seed: UInt64) {
        plan = DayPlan(kind)
        self.crops = crops
        generator = SeededGenerator(seed: seed)
        var cropsOf: [Int: [Int: [Int]]] = [:]
        for (index, crop) in crops.enumerated() where crop.person > 0 {
            cropsOf[crop.person, default: [:]][crop.camera, default: []].append(index)
        }
        // In frame order, one per frame.
        for (person, cameras) in cropsOf {
            for (camera, indices) in cameras {
                var frames: Set<Int> = []
                cropsOf[person]?[camera] = indices.sorted { (crops[$0].frame, $0) < (crops[$1].frame, $1) }
                    .filter { frames.insert(crops[$0].frame).inserted }
            }
        }
        self.cropsOf = cropsOf
        people = cropsOf.keys.sorted()
        guard !people.isEmpty else { return }
        simulate()
        pictures.sort { ($0.time, $0.camera) < ($1.time, $1.camera) }
    }

    /// A day as it is written down.
    init(_ kind: DayPlan.Kind, crops: [LabelledCrop], pictures: [ScriptedPicture]) {
        plan = DayPlan(kind)
        self.crops = crops
        self.pictures = pictures
        (cropsOf, people, generator) = ([:], [], SeededGenerator(seed: 0))
    }

    private mutating func simulate() {
        var shuffled = people
        shuffled.shuffle(using: &generator)
        let residents = Array(shuffled.prefix(plan.residents))
        let strangers = Array(shuffled.dropFirst(plan.residents))
        // Earliest first; returns and parted members are added on the way.
        var waiting = (0..<plan.visits).map { _ in
            Visit(start: Double.random(in: 0..<plan.hours * 3_600, using: &generator), members: [])
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
            if !visit.isContinuation, visit.members.count > 1, generator.chance(plan.parting) {
                isParting = true
            }
            let names = visit.members.map { _ in
                generator.chance(plan.named) ? Int.random(in: 0..<cameras.count, using: &generator) : nil
            }
            for (order, camera) in cameras.enumerated() {
                time = pass(
                    visit.members, camera: camera, at: time, named: visit.members.indices.filter { names[$0] == order })
                if isParting { break }
                if order < cameras.count - 1 { time += Double.random(in: plan.walk, using: &generator) }
            }
            for member in visit.members { busyUntil[member] = time }
            if isParting {
                // Each goes on alone, to cameras of their own.
                for member in visit.members {
                    cameras = drawCameras(for: [member])
                    let start = time + Double.random(in: plan.walk, using: &generator)
                    busyUntil[member] = start + 150
                    enqueue(Visit(start: start, members: [member], cameras: cameras, isContinuation: true), &waiting)
                }
            } else if !visit.isContinuation, generator.chance(plan.returns) {
                let (low, high) = (log(plan.absence.lowerBound), log(plan.absence.upperBound))
                let start = time + exp(Double.random(in: low...high, using: &generator))
                if start < plan.hours * 3_600 { enqueue(Visit(start: start, members: visit.members), &waiting) }
            }
        }
    }

    private mutating func group(at time: Double, residents: [Int], strangers: [Int]) -> [Int] {
        let size = Int.random(in: plan.groupSize, using: &generator)
        // Whoever was here a minute ago is still on the same episode, with the same people.
        let isFree = { [self] (person: Int) in isAway(person, for: 60, at: time) }
        var members: [Int] = []
        let byResident = !residents.isEmpty && generator.chance(plan.residentVisits)
        if byResident, let first = residents.filter(isFree).randomElement(using: &generator) { members.append(first) }
        for _ in 0..<64 where members.count < size {
            let pool = byResident ? residents + strangers : strangers
            let free = pool.filter { isFree($0) && !members.contains($0) }
            guard let next = free.randomElement(using: &generator) else { break }
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
        return (cropsOf[first] ?? [:]).keys.sorted().filter { camera in others.allSatisfy { cropsOf[$0]?[camera] != nil } }
    }

    private mutating func drawCameras(for members: [Int]) -> [Int] {
        var cameras = commonCameras(of: members)
        cameras.shuffle(using: &generator)
        return Array(cameras.prefix(Int.random(in: plan.camerasPerVisit, using: &generator)))
    }

    /// - Returns: when its last picture was taken.
    private mutating func pass(_ members: [Int], camera: Int, at start: Double, named: [Int]) -> Double {
        let count = Int.random(in: plan.picturesPerPass, using: &generator)
        let isGray = generator.chance(plan.gray)
        let starts = members.map { Int.random(in: 0..<max(cropsOf[$0]?[camera]?.count ?? 1, 1), using: &generator) }
        let namings = members.indices.map { named.contains($0) ? Int.random(in: 0..<count, using: &generator) : nil }
        for picture in 0..<count {
            if picture == 0 || generator.chance(plan.trackSwitches) { passes += 1 }
            let rows = members.enumerated().compactMap { place, person -> ScriptedPicture.Row? in
                guard let crops = cropsOf[person]?[camera] else { return nil }
                return ScriptedPicture.Row(
                    person: person, crop: crops[(starts[place] + picture) % crops.count], track: "\(passes)-\(place)",
                    name: namings[place] == picture ? "Person \(person)" : nil, place: place)
            }
            pictures.append(
                ScriptedPicture(time: Int64((start + Double(picture)) * 1_000), camera: camera, isGray: isGray, rows: rows))
        }
        return start + Double(count - 1)
    }
}
