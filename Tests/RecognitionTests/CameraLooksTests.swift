import Testing

@testable import Recognition

/// Camera means of looks.
@Suite struct CameraLooksTests {
    private static func policy() -> MatchPolicy {
        var policy = MatchPolicy(slopeMilli: 16_000, offsetMicro: 260_000)
        policy.usesCameraMeans = true
        return policy
    }

    private static func mean(_ means: CameraMeans, _ camera: String) -> [Double]? {
        means.mean(of: means.slot(of: camera))?.components.map { Double($0) / 16_384 }
    }

    private static func distance(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    @Test("any number of pictures of one person moves a camera's mean no further than one look does", .timeLimit(.minutes(1)))
    func oneLook() throws {
        for seed in UInt64(0)..<20 {
            var generator = SplitMix64(seed: seed)
            var means = CameraMeans()
            let policy = Self.policy()
            let people = Int.random(in: 5...20, using: &generator)
            for person in 0..<people {
                for _ in 0..<3 {
                    let view = SyntheticPerson(person).view(0.3, seed: generator.next())
                    _ = means.learn(view, of: PersonID("a"), camera: "porch", joinMicro: nil, policy: policy)
                }
            }
            let before = try #require(Self.mean(means, "porch"))
            for _ in 0..<Int.random(in: 1...2_000, using: &generator) {
                let view = SyntheticPerson(40).view(0.3, seed: generator.next())
                _ = means.learn(view, of: PersonID("a"), camera: "porch", joinMicro: nil, policy: policy)
            }
            let after = try #require(Self.mean(means, "porch"))
            // One look of length 1 among at least `people`, and what the others moved since their mean was computed.
            #expect(Self.distance(before, after) <= 2 / Double(people))
        }
    }

    @Test("a camera with few looks borrows the mean of all, and nobody has one before there are five anywhere")
    func borrowing() throws {
        var means = CameraMeans()
        let policy = Self.policy()
        for person in 0..<4 {
            #expect(
                means.learn(SyntheticPerson(person).embedding, of: PersonID("a"), camera: "porch", joinMicro: nil, policy: policy)
                    == nil)
            #expect(!means.isAnythingKnown)
        }
        let change = means.learn(SyntheticPerson(4).embedding, of: PersonID("a"), camera: "drive", joinMicro: nil, policy: policy)
        #expect(change?.isShared == true && change?.slot == nil)
        let (porch, unknown) = (try #require(Self.mean(means, "porch")), try #require(Self.mean(means, "garden")))
        #expect(porch == unknown)
        #expect(!means.hasOwnMean(means.slot(of: "porch")))
        _ = means.learn(SyntheticPerson(5).embedding, of: PersonID("a"), camera: "porch", joinMicro: nil, policy: policy)
        #expect(means.hasOwnMean(means.slot(of: "porch")) && !means.hasOwnMean(means.slot(of: "drive")))
        #expect(try #require(Self.mean(means, "porch")) != Self.mean(means, "drive"))
    }

    @Test("when there are too many looks, the one fed longest ago is dropped, and the mean is theirs exactly")
    func eviction() throws {
        var policy = Self.policy()
        policy.looks?.maximum = 6
        policy.looks?.shrink = 0
        var means = CameraMeans()
        for person in 0..<30 {
            _ = means.learn(SyntheticPerson(person).embedding, of: PersonID("a"), camera: "porch", joinMicro: nil, policy: policy)
            // The first one is seen again and again.
            _ = means.learn(SyntheticPerson(0).embedding, of: PersonID("a"), camera: "porch", joinMicro: nil, policy: policy)
        }
        let mean = try #require(Self.mean(means, "porch"))
        #expect(mean.count { $0 > 0 } == 6)
        #expect(mean[0] > 0)
        for component in mean where component > 0 { #expect(abs(component - 1.0 / 6) < 1e-3) }
    }

    @Test("who is forgotten is in no look any more, and in no mean")
    func forgotten() throws {
        let policy = Self.policy()
        var (means, without) = (CameraMeans(), CameraMeans())
        for person in 0..<12 {
            let id = PersonID("person \(person)")
            _ = means.learn(SyntheticPerson(person).embedding, of: id, camera: "porch", joinMicro: nil, policy: policy)
            guard person != 3 else { continue }
            _ = without.learn(SyntheticPerson(person).embedding, of: id, camera: "porch", joinMicro: nil, policy: policy)
        }
        means.forget([PersonID("person 3")], policy: policy)
        without.forget([], policy: policy)
        #expect(try #require(Self.mean(means, "porch")) == Self.mean(without, "porch"))
        #expect(try #require(Self.mean(means, "porch"))[3] == 0)
        means.forget(Set((0..<12).map { PersonID("person \($0)") }), policy: policy)
        #expect(!means.isAnythingKnown)
    }

    @Test("another rule forgets what was learned by the first")
    func change() {
        var story = Story(Self.policy())
        for person in 0..<12 { _ = story.picture(at: Double(person), .person(person)) }
        #expect(
            story.state.gallery.likenesses(
                of: Probe(embedding: SyntheticPerson(0).embedding, isGray: false, desaturated: nil, camera: "porch"), to: 0..<1,
                policy: story.state.policy, weights: story.state.weights)[0]?.space == .centered)
        story.tell(.configured(Story.model, Self.policy().original), at: 20)
        #expect(
            story.state.gallery.likenesses(
                of: Probe(embedding: SyntheticPerson(0).embedding, isGray: false, desaturated: nil, camera: "porch"), to: 0..<1,
                policy: story.state.policy, weights: story.state.weights)[0]?.space == .raw)
    }
}
