import Testing

@testable import Recognition

/// What must always hold, over many random stories.
@Suite struct IdentityStateProperties {
    @Test("two people in one picture never get one id, in any order of two pictures with two people each")
    func twoByTwo() {
        for seed in UInt64(0)..<1_000 {
            var generator = SplitMix64(seed: seed)
            // Noise from none to hopeless; the people of the two pictures overlap in none, one or both, or are twins.
            let noise = Float.random(in: 0...2, using: &generator)
            let people = (0..<4).map { _ in Int.random(in: 0..<3, using: &generator) }
            var pictures = [0, 2].map { first in
                (0..<2).map { place in
                    Sighting.person(
                        .embedded(SyntheticPerson(people[first + place]).view(noise, seed: generator.next())),
                        x: Int32(place) * 500)
                }
            }
            pictures += pictures
            pictures.shuffle(using: &generator)
            var story = Story()
            for (index, picture) in pictures.enumerated() {
                let decisions = story.picture(at: Double(index), on: "camera \(index % 2)", all: picture)
                #expect(decisions.count == 2)
                #expect(decisions[0].personID != decisions[1].personID)
            }
        }
    }

    /// Anything that a request can bring, in any order.
    static func randomPicture(_ generator: inout SplitMix64) -> [Sighting] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            let person = Int.random(in: 0..<6, using: &generator)
            let appearance: Appearance =
                switch Int.random(in: 0..<10, using: &generator) {
                case 0: .trackSuffices
                case 1: .unavailable(.overloaded)
                case 2: .unusable(.tooSmall)
                default:
                    .embedded(SyntheticPerson(person).view(Float.random(in: 0...1.5, using: &generator), seed: generator.next()))
                }
            let track: String? = Bool.random(using: &generator) ? "t\(Int.random(in: 0..<5, using: &generator))" : nil
            let label: String? =
                Int.random(in: 0..<4, using: &generator) == 0 ? "name \(Int.random(in: 0..<4, using: &generator))" : nil
            let x = Int32.random(in: 0..<600, using: &generator)
            switch Int.random(in: 0..<12, using: &generator) {
            case 0: return .thing("face", x: x, label: label, track: track)
            case 1: return .thing("vehicle", x: x, label: label, track: track)
            case 2:
                var row = Sighting.person(.unusable(.invalidBox), label: label, track: track)
                row.box = nil
                return row
            default:
                return .person(
                    appearance, x: x, label: label, track: track,
                    height: .random(in: 40...400, using: &generator), score: .random(in: 0...1000, using: &generator),
                    blurred: Bool.random(using: &generator))
            }
        }
    }

    static func randomStory(seed: UInt64, pictures: Int, isOriginal: Bool = false) -> (Story, [[Decision]]) {
        var generator = SplitMix64(seed: seed)
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)
        if isOriginal { policy = policy.original }
        policy.maximumIdentities = Int.random(in: 1...40, using: &generator)
        policy.maximumAssignments = Bool.random(using: &generator) ? 4_096 : 20
        policy.pooling = Bool.random(using: &generator) ? .mean : .maximum
        var story = Story(policy)
        var (second, decisions) = (0.0, [[Decision]]())
        for _ in 0..<pictures {
            second += [0, 0.3, 1, 7, 45, 200].randomElement(using: &generator) ?? 0
            if Int.random(in: 0..<40, using: &generator) == 0 {
                story.tell(.configured(ModelID("model \(Int.random(in: 0..<2, using: &generator))"), policy), at: second)
            }
            let rows = randomPicture(&generator)
            let key: String? =
                Int.random(in: 0..<5, using: &generator) == 0 ? "key \(Int.random(in: 0..<9, using: &generator))" : nil
            decisions.append(
                story.picture(
                    at: second, on: "camera \(Int.random(in: 0..<3, using: &generator))", model: story.state.model,
                    eventSecond: second + Double.random(in: -20...20, using: &generator), key: key, all: rows))
        }
        return (story, decisions)
    }

    @Test("one answer per sighting, no id twice in a picture, failures always told, limits kept")
    func invariants() {
        for seed in UInt64(0)..<300 {
            let (story, answers) = Self.randomStory(seed: seed, pictures: 60)
            let observed = story.entries.compactMap { entry -> FrameObservation? in
                if case .observed(let observation) = entry.event { observation } else { nil }
            }
            #expect(observed.count == answers.count)
            for (observation, decisions) in zip(observed, answers) {
                #expect(decisions.count == observation.sightings.count)
                #expect(Set(decisions.map(\.personID)).count == decisions.count)
                for decision in decisions {
                    if decision.kind == .failopen || decision.kind == .new || decision.kind == .uncertain {
                        #expect(decision.isNew)
                    }
                    if decision.kind == .match || decision.kind == .continued { #expect(!decision.isNew) }
                    #expect((decision.kind == .uncertain) == (decision.probableSameAs != nil) || decision.kind == .continued)
                    #expect(!decision.reasons.isEmpty)
                }
            }
            #expect(story.state.identityCount <= story.state.policy.maximumIdentities)
        }
    }

    @Test("a name belongs to one live identity only")
    func namesAreUnique() {
        for seed in UInt64(300)..<400 {
            let (story, _) = Self.randomStory(seed: seed, pictures: 60)
            let names = story.state.identities.indices.compactMap { story.state.identities[$0].name }
            #expect(Set(names).count == names.count)
            for index in story.state.identities.indices {
                #expect(story.state.identities.index(of: story.state.identities[index].id) == index)
                if let name = story.state.identities[index].name { #expect(story.state.identities.index(named: name) == index) }
            }
        }
    }

    @Test("the same log gives the same decisions, whoever asks in between")
    func deterministic() {
        for seed in UInt64(0)..<100 {
            let (story, decisions) = Self.randomStory(seed: seed, pictures: 40)
            var again = IdentityState(model: Story.model, policy: Story().state.policy)
            // The random policy of the story is the one thing that is not in its log.
            again = IdentityState(model: Story.model, policy: Self.randomStory(seed: seed, pictures: 0).0.state.policy)
            var repeated: [[Decision]] = []
            for entry in story.entries {
                _ = again.needsEmbedding([.person(0, track: "t1")], camera: Camera(id: "camera 1", name: ""), at: entry.logged)
                let answer = again.apply(entry).decisions
                if case .observed = entry.event { repeated.append(answer) }
            }
            #expect(repeated == decisions)
        }
    }

    /// FNV-1a over everything answered. The second changes with the rules, and may; neither may with anything else.
    @Test(
        "the same log gives the same ids in every process and on every CPU",
        arguments: [(true, 5_183_965_430_942_851_550), (false, 4_478_459_164_519_696_691)] as [(Bool, UInt64)])
    func golden(isOriginal: Bool, expected: UInt64) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for seed in UInt64(0)..<20 {
            for decision in Self.randomStory(seed: seed, pictures: 60, isOriginal: isOriginal).1.joined() {
                let line = "\(decision.personID) \(decision.kind) \(decision.isNew) \(decision.probabilitySeen?.raw ?? 0)"
                for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            }
        }
        #expect(hash == expected)
    }

    @Test("20,000 strangers leave no more behind than the limits allow")
    func bounded() {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)
        policy.maximumIdentities = 200
        var story = Story(policy)
        var generator = SplitMix64(seed: 7)
        for number in 0..<20_000 {
            let stranger = Sighting.person(
                .embedded(SyntheticPerson(number % 60).view(3, seed: generator.next())), label: "name \(number)",
                track: "t\(number)")
            let answers = story.state.apply(
                LogEntry(
                    sequence: UInt64(number), logged: Story.time(Double(number) / 1000),
                    event: .observed(
                        FrameObservation(
                            camera: Camera(id: "c\(number % 300)", name: ""), eventTime: Story.time(0), model: Story.model,
                            sightings: [
                                stranger, .person(.unavailable(.overloaded), x: 500, track: "u\(number)"),
                                .thing("animal", track: "a\(number)"),
                            ],
                            seed: UInt64(number), idempotencyKey: "key \(number)"))))
            #expect(answers.decisions.count == 3)
        }
        #expect(story.state.identityCount == 200)
        #expect(story.state.tracks.count <= Track.capacity)
        #expect(story.state.standIns.count <= Provisional.capacity)
        #expect(story.state.issued.count <= 4_096)
    }

    @Test("whoever was not seen for the longest time goes first")
    func leastRecent() {
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)
        policy.maximumIdentities = 2
        var story = Story(policy)
        let ids = (0..<2).map { story.picture(at: Double($0), .person($0))[0].personID }
        _ = story.picture(at: 2, .person(0))
        _ = story.picture(at: 3, .person(2))
        #expect(story.picture(at: 4, .person(0))[0].personID == ids[0])
        #expect(story.picture(at: 5, .person(1))[0].isNew)
    }

    @Test("ids have the documented form, person_<ms>_<9 of a-z0-9>, and do not repeat with the seed")
    func idFormat() {
        var ids: Set<PersonID> = []
        var story = Story()
        for picture in 0..<20 {
            let entry = LogEntry(
                sequence: UInt64(picture), logged: Story.time(0),
                event: .observed(
                    FrameObservation(
                        camera: Camera(id: "c\(picture)", name: ""), eventTime: Story.time(0), model: Story.model,
                        sightings: [.person(picture), .person(.unavailable(.noPicture))], seed: 4)))
            for id in story.state.apply(entry).decisions.map(\.personID) {
                let parts = id.description.split(separator: "_", omittingEmptySubsequences: false)
                #expect(parts.count == 3)
                #expect(parts[0] == "person")
                #expect(parts[1] == "\(Story.start)")
                #expect(parts[2].count == 9)
                #expect(parts[2].utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) })
                #expect(ids.insert(id).inserted)
            }
        }
    }
}
