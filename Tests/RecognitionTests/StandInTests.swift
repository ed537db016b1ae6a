import Testing

@testable import Recognition

/// Rows that could not be compared, and classes that never are.
@Suite struct StandInTests {
    static let small = Sighting.person(.unusable(.tooSmall))
    static let failed = Sighting.person(.unavailable(.overloaded))

    static func tracked(_ sighting: Sighting, _ track: String = "t") -> Sighting {
        var result = sighting
        result.track = track
        return result
    }

    /// Seconds at which the row is seen, and whether each answer is new.
    static let repetitions: [(String, Sighting, [(Double, Bool)])] = [
        (
            "insufficient, tracked: once, for as long as it is seen", tracked(small),
            [(0, true), (30, false), (60, false), (120, false), (181, true)]
        ),
        ("insufficient, no track: once per window", small, [(0, true), (30, false), (60, false), (61, true), (62, false)]),
        ("our failure, tracked: always", tracked(failed), [(0, true), (1, true), (2, true)]),
        ("our failure, no track: always", failed, [(0, true), (1, true), (30, true)]),
        (
            "a vehicle, tracked: once, for as long as it is seen", .thing("vehicle", track: "v"),
            [(0, true), (59, false), (118, false), (179, true)]
        ),
        ("a vehicle, no track: once per window", .thing("vehicle"), [(0, true), (59, false), (61, true)]),
        ("a nameless face: once per window", .thing("face"), [(0, true), (59, false), (61, true)]),
    ]

    @Test("how often what cannot be compared is new", arguments: repetitions)
    func repetition(name: String, row: Sighting, answers: [(Double, Bool)]) {
        var story = Story()
        let decisions = answers.map { story.picture(at: $0.0, row)[0] }
        #expect(decisions.map(\.isNew) == answers.map(\.1), "\(name)")
        // One id until it was not seen for a window.
        for (index, decision) in decisions.enumerated().dropFirst() {
            let gap = answers[index].0 - answers[index - 1].0
            #expect((decision.personID == decisions[index - 1].personID) == (gap <= 60), "\(name)")
        }
        #expect(story.state.identityCount == 0)
    }

    @Test("kinds and reasons say whose fault it was")
    func kinds() {
        var story = Story()
        let decisions = story.picture(
            at: 0, Self.small, Self.failed, .thing("vehicle"), .person(.trackSuffices, x: 400, track: "x"))
        #expect(decisions.map(\.kind) == [.insufficient, .failopen, .new, .failopen])
        #expect(decisions.map(\.reasons) == [[.tooSmall], [.overloaded], [.otherClass], [.trackLost]])
        #expect(story.picture(at: 1, .thing("vehicle"))[0].kind == .continued)
    }

    @Test("several rows of one picture get several ids, the same ones in the next picture")
    func ordinals() {
        var story = Story()
        let rows = [Self.small, Self.failed, Self.small, .thing("vehicle"), .thing("vehicle"), .thing("face"), .thing("face")]
        let first = story.picture(at: 0, all: rows).map(\.personID)
        #expect(Set(first).count == rows.count)
        #expect(story.picture(at: 1, all: rows).map(\.personID) == first)
        #expect(Set(story.picture(at: 2, on: "drive", all: rows).map(\.personID)).isDisjoint(with: first))
    }

    @Test("a tracker id twice in one picture is two stand-ins")
    func duplicateTrack() {
        var story = Story()
        let rows = [Self.tracked(Self.failed), Self.tracked(Self.small)]
        let first = story.picture(at: 0, all: rows).map(\.personID)
        #expect(first[0] != first[1])
        #expect(story.picture(at: 1, all: rows).map(\.personID) == first)
    }

    @Test("stand-ins never enter the gallery: somebody else's picture does not match them, nor do they crowd it")
    func notInGallery() {
        var story = Story()
        _ = story.picture(at: 0, Self.failed, Self.small)
        let decision = story.picture(at: 1, .person(0, x: 900))[0]
        #expect(decision.isNew)
        #expect(decision.similarity == nil)
    }

    @Test("failing rows are never held back by appearance", arguments: [Reason.noPicture, .overloaded, .deadline, .modelFailed])
    func failOpen(reason: Reason) {
        var story = Story()
        for second in 0..<5 { _ = story.picture(at: Double(second), .person(0)) }
        let decision = story.picture(at: 5, .person(.unavailable(reason)))[0]
        #expect(decision.isNew)
        #expect(decision.kind == .failopen)
        #expect(decision.reasons == [reason])
    }

    @Test("a failing row that a name settles is no news")
    func failOpenNamed() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann"))[0]
        let decision = story.picture(at: 5, on: "drive", .person(.unavailable(.overloaded), label: "Ann"))[0]
        #expect(decision.personID == ann.personID)
        #expect(!decision.isNew)
    }

    @Test("a new name makes an identity even without a picture, so that the name finds it on any camera")
    func namedFailure() {
        var story = Story()
        let first = story.picture(at: 0, .person(.unavailable(.noPicture), label: "Ann"))[0]
        #expect(first.kind == .failopen)
        #expect(first.isNew)
        #expect(first.knownAs == "Ann")
        let second = story.picture(at: 1, on: "drive", .person(0, label: "Ann"))[0]
        #expect(second.personID == first.personID)
        #expect(!second.isNew)
        // The name lent it an exemplar.
        #expect(story.picture(at: 2, on: "yard", .person(0))[0].personID == first.personID)
    }

    /// What was told of under a stand-in, and when and where its tracker id shows somebody comparable and new.
    static let promotions: [(String, Sighting, Double, Int32, isNew: Bool, sameID: Bool)] = [
        ("told by our failure", tracked(failed), 1, 0, false, true),
        ("told as insufficient", tracked(small), 1, 0, false, true),
        ("the last moment of freshness", tracked(small), 10, 0, false, true),
        // The tracker may have counted from one again: somebody else.
        ("stale", tracked(small), 10.001, 0, true, false),
        ("jumped", tracked(small), 1, 900, true, false),
        ("another tracker id", tracked(small, "u"), 1, 0, true, false),
        ("no tracker id", small, 1, 0, true, false),
    ]

    @Test("a stand-in's person keeps its id, and is not told of twice", arguments: promotions)
    func promotion(name: String, before: Sighting, second: Double, x: Int32, isNew: Bool, sameID: Bool) {
        var story = Story()
        let standIn = story.picture(at: 0, before)[0]
        let decision = story.picture(at: second, .person(0, x: x, track: "t"))[0]
        #expect(decision.isNew == isNew, "\(name)")
        #expect((decision.personID == standIn.personID) == sameID, "\(name)")
        #expect(decision.kind == (isNew ? .new : .continued), "\(name)")
        #expect(story.state.identityCount == 1)
        // It is an identity like any other now.
        #expect(story.picture(at: second + 1, on: "drive", .person(0))[0].personID == decision.personID)
    }

    @Test("a stand-in that turns out to be somebody known is that person")
    func knownAfterAll() {
        var story = Story()
        let known = story.picture(at: 0, .person(0))[0]
        let standIn = story.picture(at: 5, Self.tracked(Self.failed))[0]
        let decision = story.picture(at: 6, .person(0, track: "t"))[0]
        #expect(standIn.personID != known.personID)
        #expect(decision.personID == known.personID)
        #expect(decision.kind == .match)
    }

    @Test(
        "somebody told of as a stand-in is not told again under an older id, by appearance or by name", arguments: [nil, "Ann"])
    func olderAfterAll(name: String?) {
        var story = Story()
        let known = story.picture(at: 0, .person(0, label: name))[0]
        _ = story.picture(at: 120, Self.tracked(Self.failed))
        let decision = story.picture(at: 121, .person(0, label: name, track: "t"))[0]
        #expect(decision.personID == known.personID)
        #expect(!decision.isNew)
        #expect(decision.reasons.contains(.returned))
    }

    @Test("a tracker id twice: the row that cannot be compared keeps the stand-in, the new person gets another id")
    func promotionConflict() {
        var story = Story()
        let standIn = story.picture(at: 0, Self.tracked(Self.small))[0]
        let rows = [Self.tracked(Self.small), Sighting.person(0, track: "t")]
        let decisions = story.picture(at: 1, all: rows)
        #expect(decisions[0].personID == standIn.personID)
        #expect(decisions[1].personID != standIn.personID)
        #expect(decisions[1].isNew)
    }
}
