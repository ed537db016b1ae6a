import Recognition

/// A camera that has seen one resident only, and then two visitors, one shortly after the other: is the second one taken
/// for the first?
///
/// Everybody differs from the resident in the same way. A camera mean that has become the resident makes all visitors alike.
package struct ResidentTrial: Sendable {
    private static let pictures = 200
    private static let pairs = 40
    /// Milliseconds: long enough that the resident is forgotten, and short enough that the first visitor is not.
    private static let absence: Int64 = 660_000
    private static let between: Int64 = 10_000

    private let index: CropIndex
    private let crops: [LabelledCrop]

    package init(_ crops: [LabelledCrop]) {
        self.crops = crops
        index = CropIndex(crops)
    }

    package func outcome(policy: MatchPolicy) -> TrialOutcome {
        var generator = SeededGenerator(seed: 1)
        let cameras = Set(index.people.flatMap(index.cameras(of:))).sorted()
        var houses: [Int: TrialHouse] = [:]
        var (lost, lostWhenFresh, count) = (0, 0, 0)
        for pair in 0..<Self.pairs where !cameras.isEmpty {
            let camera = cameras[pair % cameras.count]
            guard let resident = resident(of: camera) else { continue }
            let house = houses[camera] ?? accustomed(to: resident, camera: camera, policy: policy)
            houses[camera] = house
            var visitors = index.people.filter { $0 != resident && !index.crops(of: $0, camera: camera).isEmpty }
            visitors.shuffle(using: &generator)
            guard visitors.count > 1 else { continue }
            count += 1
            let (first, second) = (visitors[0], visitors[1])
            lost += isLost(second, after: first, camera: camera, in: house) ? 1 : 0
            lostWhenFresh += isLost(second, after: first, camera: camera, in: TrialHouse(policy: policy)) ? 1 : 0
        }
        return TrialOutcome(
            name: "one resident",
            description: "\(Self.pictures) pictures of one resident on a camera, then two visitors, ten seconds apart",
            visitors: count, lost: lost, lostElsewhere: lostWhenFresh, elsewhere: "before a fresh camera")
    }

    /// The person of whom the camera has most crops.
    private func resident(of camera: Int) -> Int? {
        index.people.max { a, b in
            (index.crops(of: a, camera: camera).count, b) < (index.crops(of: b, camera: camera).count, a)
        }
    }

    private func accustomed(to resident: Int, camera: Int, policy: MatchPolicy) -> TrialHouse {
        var house = TrialHouse(policy: policy)
        let crops = index.crops(of: resident, camera: camera).map { self.crops[$0] }
        for picture in 0..<Self.pictures {
            // Without a tracker's id, so that every picture is looked at.
            _ = house.show([.init(crop: crops[picture % crops.count])], camera: camera, at: Int64(picture) * 2_000)
        }
        return house
    }

    private func isLost(_ second: Int, after first: Int, camera: Int, in house: TrialHouse) -> Bool {
        var house = house
        var time = Int64(Self.pictures) * 2_000 + Self.absence
        var wasTold = false
        for (order, person) in [first, second].enumerated() {
            for crop in index.crops(of: person, camera: camera).prefix(3) {
                let row = TrialHouse.Row(crop: crops[crop], track: "\(order)")
                wasTold = house.show([row], camera: camera, at: time)[0].isNew || wasTold
                time += 1_000
            }
            if order == 0 { wasTold = false }
            time += Self.between
        }
        return !wasTold
    }
}
