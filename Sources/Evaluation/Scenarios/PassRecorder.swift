/// Writes down what a camera sees of a group that passes it.
struct PassRecorder: Sendable {
    let plan: DayPlan
    let crops: CropIndex
    var generator: SeededGenerator
    private(set) var pictures: [ScriptedPicture] = []
    private var tracks = 0

    init(plan: DayPlan, crops: CropIndex, generator: SeededGenerator) {
        self.plan = plan
        self.crops = crops
        self.generator = generator
    }

    /// - Parameters:
    ///   - start: seconds since the script began.
    ///   - named: places of the members whose face is recognized in one picture.
    /// - Returns: when the last picture was taken.
    mutating func pass(_ members: [Int], camera: Int, at start: Double, named: [Int]) -> Double {
        let count = Int.random(in: plan.picturesPerPass, using: &generator)
        let isGray = generator.chance(plan.gray)
        let starts = members.map {
            Int.random(in: 0..<max(crops.crops(of: $0, camera: camera).count, 1), using: &generator)
        }
        let namings = members.indices.map { named.contains($0) ? Int.random(in: 0..<count, using: &generator) : nil }
        for picture in 0..<count {
            if picture == 0 || generator.chance(plan.trackSwitches) { tracks += 1 }
            let rows = members.enumerated().compactMap { place, person -> ScriptedPicture.Row? in
                let crops = crops.crops(of: person, camera: camera)
                guard !crops.isEmpty else { return nil }
                return ScriptedPicture.Row(
                    person: person, crop: crops[(starts[place] + picture) % crops.count], track: "\(tracks)-\(place)",
                    name: namings[place] == picture ? "Person \(person)" : nil, place: place)
            }
            pictures.append(
                ScriptedPicture(time: Int64((start + Double(picture)) * 1_000), camera: camera, isGray: isGray, rows: rows))
        }
        return start + Double(count - 1)
    }
}
