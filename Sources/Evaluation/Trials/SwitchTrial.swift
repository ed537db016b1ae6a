import Recognition

/// A tracker that was right for more than a minute gives its id to somebody else while two boxes touch: is the other person
/// told of?
package struct SwitchTrial: Sendable {
    private static let cases = 100
    /// Pictures, one a second: of the first person alone, of both, and of the second alone.
    private static let (alone, together, after) = (70, 2, 60)

    /// People that the cameras have seen before, each in so many pictures, and milliseconds until they are forgotten.
    private static let (neighbors, pictures, absence) = (24, 3, Int64(900_000))

    private let index: CropIndex
    private let crops: [LabelledCrop]
    /// Not among those who are switched.
    private let known: [Int]
    private let people: [Int]

    package init(_ crops: [LabelledCrop]) {
        self.crops = crops
        index = CropIndex(crops)
        var generator = SeededGenerator(seed: 2)
        var people = index.people
        people.shuffle(using: &generator)
        known = Array(people.prefix(Self.neighbors))
        self.people = people.dropFirst(Self.neighbors).sorted()
    }

    /// - Parameter other: the policy that it is compared with.
    package func outcome(policy: MatchPolicy, other: MatchPolicy, named name: String) -> TrialOutcome {
        var generator = SeededGenerator(seed: 1)
        let cameras = Set(index.people.flatMap(index.cameras(of:))).sorted()
        var outcome = TrialOutcome(
            name: "switched track", description: "a tracker's id moves to a newcomer after \(Self.alone) s, boxes touching",
            visitors: 0, lost: 0, lostElsewhere: 0, elsewhere: name)
        var (looks, rows) = (0, 0)
        let (house, otherHouse) = (accustomed(policy), accustomed(other))
        for number in 0..<Self.cases where !cameras.isEmpty {
            let camera = cameras[number % cameras.count]
            var people = self.people.filter { !index.crops(of: $0, camera: camera).isEmpty }
            people.shuffle(using: &generator)
            guard people.count > 1 else { continue }
            outcome.visitors += 1
            let ours = run(people[0], people[1], camera: camera, in: house)
            outcome.lost += ours.isLost ? 1 : 0
            looks += ours.looks
            rows += Self.alone + 2 * Self.together + Self.after
            outcome.lostElsewhere? += run(people[0], people[1], camera: camera, in: otherHouse).isLost ? 1 : 0
        }
        outcome.looksPerRow = rows > 0 ? Double(looks) / Double(rows) : nil
        return outcome
    }

    /// A house whose cameras are known, and where nobody is remembered.
    private func accustomed(_ policy: MatchPolicy) -> TrialHouse {
        var house = TrialHouse(policy: policy)
        var time: Int64 = 0
        for person in known {
            for camera in index.cameras(of: person) {
                for crop in index.crops(of: person, camera: camera).prefix(Self.pictures) {
                    _ = house.show([.init(crop: crops[crop])], camera: camera, at: time)
                    time += 1_000
                }
            }
        }
        house.rest(Self.absence + time)
        return house
    }

    private func run(_ first: Int, _ second: Int, camera: Int, in start: TrialHouse) -> (isLost: Bool, looks: Int) {
        var house = start
        let (firsts, seconds) = (index.crops(of: first, camera: camera), index.crops(of: second, camera: camera))
        func crop(_ all: [Int], _ picture: Int) -> LabelledCrop { crops[all[picture % all.count]] }
        var wasTold = false
        for picture in 0..<Self.alone + Self.together + Self.after {
            let time = Int64(picture) * 1_000
            if picture < Self.alone {
                _ = house.show([.init(crop: crop(firsts, picture), track: "1")], camera: camera, at: time)
                continue
            }
            let isTogether = picture < Self.alone + Self.together
            var rows = [
                TrialHouse.Row(crop: crop(seconds, picture), track: "1", overlapPermille: isTogether ? 200 : 0)
            ]
            if isTogether { rows.append(.init(crop: crop(firsts, picture), track: "2", x: 71, overlapPermille: 200)) }
            wasTold = house.show(rows, camera: camera, at: time)[0].isNew || wasTold
        }
        return (!wasTold, house.inferences - start.inferences)
    }
}
