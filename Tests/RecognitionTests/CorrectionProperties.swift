import Testing

@testable import Recognition

/// What must hold whatever is put right in between.
@Suite struct CorrectionProperties {
    /// A random story in which a third of the entries are corrections of ids answered so far.
    private static func randomStory(seed: UInt64, pictures: Int) -> (Story, [[Decision]], [Outcome]) {
        var generator = SplitMix64(seed: seed)
        var policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)
        policy.maximumIdentities = Int.random(in: 2...40, using: &generator)
        var story = Story(policy)
        var (second, decisions, outcomes) = (0.0, [[Decision]](), [Outcome]())
        for _ in 0..<pictures {
            second += [0, 0.3, 1, 7, 45].randomElement(using: &generator) ?? 0
            decisions.append(
                story.picture(
                    at: second, on: "camera \(Int.random(in: 0..<2, using: &generator))",
                    key: Int.random(in: 0..<6, using: &generator) == 0 ? "key" : nil,
                    all: IdentityStateProperties.randomPicture(&generator)))
            let ids = decisions.suffix(12).joined().map(\.personID)
            guard Bool.random(using: &generator), let one = ids.randomElement(using: &generator),
                let other = ids.randomElement(using: &generator)
            else { continue }
            let correction: Correction =
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: .split(one)
                case 1: .labelled(one, Bool.random(using: &generator) ? "name \(Int.random(in: 0..<4, using: &generator))" : nil)
                case 2: .forgotten(one)
                default: .merged(one, other)
                }
            outcomes.append(story.fold(.corrected(correction), at: second))
        }
        return (story, decisions, outcomes)
    }

    @Test("no two rows of one picture ever have ids of one person, then or later")
    func neverOneID() {
        var merged = 0
        for seed in UInt64(0)..<400 {
            let (story, answers, outcomes) = Self.randomStory(seed: seed, pictures: 40)
            merged += outcomes.count { !$0.merges.isEmpty }
            for decisions in answers {
                #expect(Set(decisions.map(\.personID)).count == decisions.count)
                let now = decisions.compactMap { story.person($0.personID)?.id }
                #expect(Set(now).count == now.count, "seed \(seed)")
            }
        }
        // The corrections did take place.
        #expect(merged > 200)
    }

    @Test("names, ids and aliases lead to whom they belong, and to one identity only")
    func tables() {
        for seed in UInt64(400)..<600 {
            let (story, _, _) = Self.randomStory(seed: seed, pictures: 40)
            let table = story.state.identities
            let people = table.indices.map { table[$0] }
            #expect(Set(people.compactMap(\.name)).count == people.compactMap(\.name).count)
            let ids = people.flatMap { [$0.id] + $0.aliases }
            #expect(Set(ids).count == ids.count)
            for (index, person) in people.enumerated() {
                for id in [person.id] + person.aliases { #expect(table.index(of: id) == index) }
                if let name = person.name { #expect(table.index(named: name) == index) }
                #expect(story.state.gallery.exemplarCount(of: index) <= story.state.policy.maximumExemplars)
            }
        }
    }

    @Test("the same log gives the same decisions and outcomes")
    func deterministic() {
        for seed in UInt64(600)..<700 {
            let (story, decisions, outcomes) = Self.randomStory(seed: seed, pictures: 30)
            var again = IdentityState(model: Story.model, policy: story.state.policy)
            var (repeated, corrected) = ([[Decision]](), [Outcome]())
            for entry in story.entries {
                let outcome = again.apply(entry)
                if case .observed = entry.event { repeated.append(outcome.decisions) } else { corrected.append(outcome) }
            }
            #expect(repeated == decisions)
            #expect(corrected == outcomes)
        }
    }
}
