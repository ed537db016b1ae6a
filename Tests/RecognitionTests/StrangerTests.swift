import Testing

@testable import Recognition

/// What half of all strangers have in common is evidence of nothing.
@Suite struct StrangerTests {
    static func policy(raw: Int64 = 200_000) -> MatchPolicy {
        var policy = MatchPolicy(slopeMilli: 6_000, offsetMicro: -100_000)
        policy.strangers?.rawMicro = raw
        policy.companyReachMicro = 1_000_000
        return policy
    }

    @Test("nobody is recognized below the floor: 10,000 random pictures, in any company", .timeLimit(.minutes(3)))
    func floor() {
        var (recognized, pictures) = (0, 0)
        for seed in UInt64(0)..<200 {
            var generator = SplitMix64(seed: seed)
            // So weak a model and so careless a pair that everybody would be recognized.
            var story = Story(Self.policy())
            var second = 0.0
            for _ in 0..<50 {
                second += [0.3, 1, 7, 45].randomElement(using: &generator) ?? 0
                var people = Array(0..<8)
                people.shuffle(using: &generator)
                let rows = people.prefix(Int.random(in: 1...4, using: &generator)).enumerated().map { place, person in
                    Sighting.person(
                        .embedded(SyntheticPerson(person).view(.random(in: 0...3, using: &generator), seed: generator.next())),
                        x: Int32(place) * 300, label: Int.random(in: 0..<6, using: &generator) == 0 ? "name \(person)" : nil,
                        track: Bool.random(using: &generator) ? "t\(person)" : nil)
                }
                pictures += 1
                for decision in story.picture(at: second, on: "c\(Int.random(in: 0..<3, using: &generator))", all: rows)
                where !decision.isNew && decision.reasons.contains(.appearance) {
                    recognized += 1
                    #expect((decision.similarity?.value ?? -1) >= 0.2)
                }
            }
        }
        #expect(pictures == 10_000 && recognized > 2_000)
    }

    @Test("a floor that is not known stops nobody")
    func unknown() {
        var story = Story(Self.policy(raw: -1_000_000))
        _ = story.picture(at: 0, .person(0))
        let decision = story.picture(at: 1, on: "drive", .person(.embedded(SyntheticPerson(0).resembling(3_000))))[0]
        #expect(!decision.isNew)
        #expect((decision.similarity?.value ?? 1) < 0.2)
    }

    @Test("a track that its own look contradicts ends at once, due or not")
    func contradiction() {
        for (raw, isSame) in [(200_000, false), (-1_000_000, true)] as [(Int64, Bool)] {
            var story = Story(Self.policy(raw: raw))
            let first = story.picture(at: 0, .person(0, track: "t"))[0]
            let second = story.picture(at: 1, .person(1, track: "t"))[0]
            #expect((second.personID == first.personID) == isSame)
            #expect(second.isNew == !isSame)
            #expect(second.reasons.contains(.trackContradicted) == !isSame)
        }
    }

    @Test("a recognized name against all looks keeps its id, is new once, and is known by the new looks")
    func recognizedName() {
        var story = Story(Self.policy())
        func named(_ person: Int, _ score: Int32?) -> Sighting {
            .person(.embedded(SyntheticPerson(person).embedding), label: "Ann", nameScore: score)
        }
        let first = story.picture(at: 0, named(0, 900))[0]
        #expect(!story.picture(at: 5, on: "drive", named(0, 900))[0].isNew)
        let changed = story.picture(at: 10, on: "garden", named(1, 500))[0]
        #expect(changed.personID == first.personID && changed.isNew)
        #expect(changed.reasons.contains(.nameAgainstAppearance))
        let again = story.picture(at: 15, on: "drive", named(1, 900))[0]
        #expect(again.personID == first.personID && !again.isNew)
        // Without a name, too; and who has the old looks is somebody else.
        #expect(story.picture(at: 20, on: "porch", .person(1))[0].personID == first.personID)
        #expect(story.picture(at: 25, on: "garden", .person(0))[0].personID != first.personID)
    }

    @Test("a name that is only carried along makes nobody of whoever looks otherwise", arguments: [nil, 499] as [Int32?])
    func carriedName(score: Int32?) {
        var story = Story(Self.policy())
        let first = story.picture(at: 0, .person(.embedded(SyntheticPerson(0).embedding), label: "Ann", nameScore: 900))[0]
        let other = story.picture(
            at: 5, on: "drive", .person(.embedded(SyntheticPerson(1).embedding), label: "Ann", nameScore: score))[0]
        #expect(other.isNew && other.personID != first.personID && other.knownAs == nil)
        // Whoever looks like her, and whoever cannot be compared, is her.
        let same = story.picture(
            at: 10, on: "garden", .person(.embedded(SyntheticPerson(0).embedding), label: "Ann", nameScore: score))[0]
        #expect(same.personID == first.personID)
        let unseen = story.picture(at: 15, on: "porch", .person(.unusable(.tooSmall), label: "Ann", nameScore: score))[0]
        #expect(unseen.personID == first.personID)
    }
}

/// A tracker that keeps a name while it follows somebody else.
@Suite struct CarriedNameTests {
    private func row(_ person: Int?, label: String? = "Ann") -> Sighting {
        .person(
            person.map { .embedded(SyntheticPerson($0).embedding) } ?? .trackSuffices, label: label, track: "t", nameScore: nil)
    }

    @Test("a name that is carried along does not put off the next look")
    func looks() {
        var story = Story()
        _ = story.picture(at: 0, row(0))
        for second in 1...9 { _ = story.picture(at: Double(second), row(second == 2 ? 0 : nil)) }
        for second in 10...31 { _ = story.picture(at: Double(second), row(nil)) }
        #expect(story.needsEmbedding(at: 33, row(nil)) == [true])
    }

    @Test("it neither links the visitor who took over the track, nor makes the two one")
    func visitor() {
        var story = Story(StrangerTests.policy())
        let ann = story.picture(at: 0, row(0))[0]
        let visitor = story.picture(at: 1, row(1))[0]
        #expect(visitor.isNew && visitor.personID != ann.personID)
        for second in 2...6 {
            let next = story.picture(at: Double(second), row(nil))[0]
            #expect(!next.aliases.contains(visitor.personID))
        }
        #expect(story.person(visitor.personID)?.id != ann.personID)
    }
}

/// A house of which nothing is known yet.
@Suite struct FreshHouseTests {
    private static func policy() -> MatchPolicy {
        var policy = Story.policy
        policy.usesCameraMeans = true
        policy.looks?.joinMicro = 438_000
        return policy
    }

    @Test("until five looks are known only a likeness that hardly two people have is enough")
    func strict() {
        var story = Story(Self.policy())
        _ = story.picture(at: 0, .person(0))
        let alike = SyntheticPerson(0).resembling(12_000)
        let early = story.picture(at: 1, on: "drive", .person(.embedded(alike)))[0]
        #expect(early.isNew && early.reasons.contains(.freshHouse))
        let twin = story.picture(at: 2, on: "drive", .person(.embedded(SyntheticPerson(0).resembling(14_500))))[0]
        #expect(!twin.isNew)

        // Four more people, of whom the porch sees three: the drive borrows the mean of all.
        for person in 1..<5 { _ = story.picture(at: 2 + Double(person), on: person == 4 ? "drive" : "porch", .person(person)) }
        let late = story.picture(at: 10, on: "garden", .person(.embedded(SyntheticPerson(1).resembling(12_000))))[0]
        #expect(!late.isNew && !late.reasons.contains(.freshHouse))
    }

    @Test("for a model never measured, pairs of people in one picture take the place of what was assumed")
    func learned() {
        var policy = Self.policy()
        policy.strangers?.strictMicro = 999_000
        policy.strangers?.learnedPairs = 3
        // Nobody's mean is ever known, so that the strict rule goes on.
        policy.looks?.minimum = 1_000
        var story = Story(policy)
        let rows = (0..<3).map { Sighting.person($0, x: Int32($0) * 300) }
        _ = story.picture(at: 0, all: rows)
        // Three pairs are known now, none of which is alike at all.
        let decision = story.picture(at: 1, on: "drive", .person(.embedded(SyntheticPerson(0).resembling(9_000))))[0]
        #expect(!decision.isNew)
    }
}
