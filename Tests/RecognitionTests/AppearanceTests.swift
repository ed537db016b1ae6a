import Testing

@testable import Recognition

/// Steps 4 to 6: the posterior as the state uses it.
@Suite struct AppearanceTests {
    @Test(
        "a lone candidate matches at the threshold itself, and not just below",
        arguments: [(0, true), (-1, false), (1, true), (-900, false), (900, true)])
    func threshold(offset: Int16, matches: Bool) {
        // 9,830 / 2^14 is a cosine that an embedding can have exactly; one step is 0.00006.
        let threshold = 9_830.0 / 16_384
        var story = Story(MatchPolicy(threshold: threshold))
        let first = story.picture(at: 0, .person(0))[0]
        let second = story.picture(at: 1, .person(.embedded(SyntheticPerson(0).resembling(9_830 + offset))))[0]
        #expect(second.similarity?.value == Double(9_830 + offset) / 16_384)
        #expect(second.isNew == !matches)
        #expect((second.personID == first.personID) == matches)
        #expect(second.threshold == Probability(permille: 750))
    }

    @Test("64 identical newcomers in sequence are one person, told of once")
    func sameNewcomer() {
        var story = Story()
        let decisions = (0..<64).flatMap { story.picture(at: Double($0) / 100, on: "camera \($0 % 5)", .person(0)) }
        #expect(Set(decisions.map(\.personID)).count == 1)
        #expect(decisions.map(\.isNew) == [true] + Array(repeating: false, count: 63))
        #expect(decisions.last?.cameras.map(\.id) == (0..<5).map { "camera \($0)" })
    }

    @Test("the first answer and the second say everything that explains them")
    func explanation() {
        var story = Story()
        let first = story.picture(at: 0, on: "porch", .person(0))[0]
        #expect(first.kind == .new)
        #expect(first.first == nil)
        #expect(first.similarity == nil)
        #expect(first.probabilitySeen == .zero)
        #expect(first.cameras == [Camera(id: "porch", name: "PORCH")])
        _ = story.picture(at: 1, .person(1))
        let again = story.picture(at: 3, on: "drive", .person(0))[0]
        #expect(again.kind == .match)
        #expect(again.reasons == [.appearance])
        #expect(again.similarity?.value == 1)
        #expect(again.runnerUp?.value == 0)
        #expect((again.probabilitySeen?.value ?? 0) > 0.99)
        #expect(again.cameras.map(\.name) == ["PORCH", "DRIVE"])
        #expect(
            again.first
                == Decision.FirstSighting(
                    firstSeen: Story.time(0), lastSeen: Story.time(0), camera: Camera(id: "porch", name: "PORCH")))
        #expect(story.picture(at: 5, .person(0))[0].first?.lastSeen == Story.time(3))
    }

    @Test("certainly one of two people who were both here is not new, whichever it is")
    func oneOfTwo() {
        var story = Story()
        let both = story.picture(at: 0, .person(0), .person(1, x: 500))
        var components = [Int16](repeating: 0, count: SyntheticPerson.dimension)
        components[0] = 11_600
        components[1] = 11_560
        let decision = story.picture(at: 20, on: "drive", .person(.embedded(Embedding(components: components))))[0]
        #expect(!decision.isNew)
        #expect(decision.personID == both[0].personID)
        #expect(decision.reasons.contains(.ambiguous))
    }

    @Test("a fair candidate who is not good enough is named as probable")
    func uncertain() {
        var story = Story()
        let first = story.picture(at: 0, .person(0))[0]
        // Even odds: w = 1 against 1.2.
        let decision = story.picture(at: 1, .person(.embedded(SyntheticPerson(0).resembling(6_226))))[0]
        #expect(decision.kind == .uncertain)
        #expect(decision.isNew)
        #expect(decision.probableSameAs == first.personID)
        #expect(abs((decision.probabilitySeen?.value ?? 0) - 1 / 2.2) < 1e-4)
    }

    @Test("the more people are about, the more a match must prove: P = w / (w + 1 + 0.2 K)", arguments: [1, 2, 5, 20])
    func crowd(people: Int) {
        var story = Story()
        for person in 0..<people { _ = story.picture(at: Double(person) / 100, .person(person)) }
        // cosine .38 weighs 1; the others, at right angles, weigh e^(-22·.38) each.
        let decision = story.picture(at: 1, .person(.embedded(SyntheticPerson(0).resembling(6_226))))[0]
        let others = Double(min(people, 5) - 1) * 0.000_234_1
        let expected = (1.000_3 + others) / (1.000_3 + others + 1 + 0.2 * Double(people))
        #expect(abs((decision.probabilitySeen?.value ?? 0) - expected) < 2e-4)
    }

    @Test("people who came together vouch for each other", arguments: [(true, false), (false, true)])
    func partners(cameTogether: Bool, secondIsNew: Bool) {
        var story = Story()
        if cameTogether {
            _ = story.picture(at: 0, .person(0), .person(1, x: 500))
        } else {
            _ = story.picture(at: 0, .person(0))
            _ = story.picture(at: 1, .person(1))
        }
        // The first is plain, the second looks only half like before.
        let doubtful = Sighting.person(.embedded(SyntheticPerson(1).resembling(6_226)), x: 500)
        let decisions = story.picture(at: 5, on: "drive", .person(0), doubtful)
        #expect(!decisions[0].isNew)
        #expect(decisions[1].isNew == secondIsNew)
        #expect(decisions[1].reasons.contains(.partner) == cameTogether)
    }

    @Test("a partner whom the track settles vouches, too")
    func settledPartner() {
        var story = Story()
        _ = story.picture(at: 0, .person(0, track: "t"), .person(1, x: 500))
        let doubtful = Sighting.person(.embedded(SyntheticPerson(1).resembling(6_226)), x: 500)
        let decisions = story.picture(at: 5, .person(.trackSuffices, track: "t"), doubtful)
        #expect(!decisions[1].isNew)
        #expect(decisions[1].reasons == [.appearance, .partner])
        // e^4 · 1 against 1 + 0.2 · 1: the settled one is no candidate and no crowd. Its own row earns no factor.
        #expect(abs((decisions[1].probabilitySeen?.value ?? 0) - 20.0855 / (20.0855 + 1.2)) < 1e-3)
    }

    @Test("an identity that a track holds is no candidate for another row")
    func held() {
        var story = Story()
        let first = story.picture(at: 0, .person(0, track: "t"))[0]
        let decisions = story.picture(at: 1, .person(.trackSuffices, track: "t"), .person(0, x: 500))
        #expect(decisions[0].personID == first.personID)
        #expect(decisions[1].isNew)
        #expect(decisions[1].personID != first.personID)
    }

    @Test("a poor picture is compared but not kept, unless it is the first of its person")
    func poor() {
        var story = Story()
        let first = story.picture(at: 0, .person(0, blurred: true))[0]
        #expect(first.reasons == [.appearance, .blurred])
        #expect(!story.picture(at: 1, .person(0))[0].isNew)
        // Half alike and poor: matched, but does not blur who the person is.
        let half = Embedding(components: SyntheticPerson(0).resembling(12_000).components)
        let poor = story.picture(at: 2, Sighting.person(.embedded(half), blurred: true))[0]
        #expect(poor.personID == first.personID)
        #expect(poor.reasons == [.appearance, .blurred])
        #expect(story.picture(at: 3, .person(0))[0].similarity?.value == 1)
    }

    @Test("an embedding of too little is not used")
    func hardFail() {
        var story = Story()
        _ = story.picture(at: 0, .person(0))
        let decision = story.picture(at: 1, .person(.embedded(SyntheticPerson(0).embedding), height: 63))[0]
        #expect(decision.kind == .insufficient)
        #expect(decision.reasons == [.tooSmall])
        #expect(decision.isNew)
        // Nor is it our failure that nobody made one.
        let unread = story.picture(at: 2, on: "drive", .person(.trackSuffices, height: 63))[0]
        #expect(unread.kind == .insufficient)
        #expect(unread.reasons == [.tooSmall])
    }

    @Test("the 65th row to be compared is answered fail-open")
    func tooManyRows() {
        var story = Story()
        let decisions = story.picture(at: 0, all: (0..<66).map { .person($0 % 60, x: Int32($0) * 200) })
        #expect(decisions.count == 66)
        #expect(Set(decisions.map(\.personID)).count == 66)
        #expect(decisions[64...].allSatisfy { $0.kind == .failopen && $0.reasons == [.tooManyRows] && $0.isNew })
    }

    @Test("another model's embedding is answered fail-open; after a switch names and tracks carry over")
    func models() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann", track: "t"))[0]
        let old = story.picture(at: 1, model: ModelID("other"), .person(0, x: 500))[0]
        #expect(old.kind == .failopen)
        #expect(old.reasons == [.modelSwitched])
        #expect(old.isNew)

        let other = ModelID("other")
        #expect(story.tell(.configured(other, story.state.policy), at: 2) == [])
        #expect(story.state.model == other)
        let row = Sighting.person(.trackSuffices, track: "t")
        // The track goes on, but nobody knows yet what its person looks like to the new model.
        #expect(story.needsEmbedding(at: 3, row) == [true])
        let followed = story.picture(at: 3, model: other, .person(5, track: "t"))[0]
        #expect(followed.personID == ann.personID)
        #expect(story.needsEmbedding(at: 4, row) == [false])
        #expect(story.picture(at: 5, on: "drive", model: other, .person(5))[0].personID == ann.personID)
        #expect(story.picture(at: 6, on: "drive", model: other, .person(1, label: "Ann"))[0].personID == ann.personID)
        // What the old model saw is gone.
        #expect(story.picture(at: 7, on: "drive", model: other, .person(0))[0].isNew)
    }

    @Test("a new policy for the same model keeps everybody")
    func policy() {
        var story = Story()
        let first = story.picture(at: 0, .person(0))[0]
        var strict = MatchPolicy(threshold: 0.9)
        strict.trackingWindowMs = 5_000
        story.tell(.configured(Story.model, strict), at: 1)
        #expect(story.state.policy == strict)
        #expect(story.picture(at: 2, .person(0))[0].personID == first.personID)
        #expect(story.picture(at: 3, .person(.embedded(SyntheticPerson(0).resembling(13_000))))[0].isNew)
    }

    @Test("an embedding of another length than the gallery's is our failure")
    func dimension() {
        var story = Story()
        _ = story.picture(at: 0, .person(0))
        let odd = story.picture(at: 1, .person(.embedded(Embedding(components: [16_384, 0]))))[0]
        #expect(odd.kind == .failopen)
        #expect(odd.reasons == [.modelFailed])
        #expect(story.picture(at: 2, .person(.embedded(Embedding(components: []))))[0].kind == .failopen)
    }
}
