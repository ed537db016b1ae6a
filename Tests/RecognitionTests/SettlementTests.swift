import Testing

@testable import Recognition

/// Step 3: tracks and names.
@Suite struct SettlementTests {
    typealias Expectation = (kind: Decision.Kind, isNew: Bool, reasons: [Reason])

    /// One tracked person was new at 0 s; what happens to the next row under the same tracker id.
    static let continuations: [(String, Double, Sighting, Decision.Kind, Bool, [Reason], samePerson: Bool)] = [
        // Without inference the track decides.
        ("fresh", 5, .person(.trackSuffices, track: "t"), .continued, false, [.track], true),
        ("at the end of its freshness", 10, .person(.trackSuffices, track: "t"), .continued, false, [.track], true),
        ("stale", 10.001, .person(.trackSuffices, track: "t"), .failopen, true, [.trackLost], false),
        ("another tracker id", 5, .person(.trackSuffices, track: "u"), .failopen, true, [.trackLost], false),
        // Boxes are 100 × 200: centre moved by less than one height, or not.
        ("moved by 199", 1, .person(.trackSuffices, x: 199, track: "t"), .continued, false, [.track], true),
        ("jumped by 200", 1, .person(.trackSuffices, x: 200, track: "t"), .failopen, true, [.trackLost], false),
        // Failures and unusable boxes of a followed person are no news.
        ("our failure", 5, .person(.unavailable(.overloaded), track: "t"), .continued, false, [.track], true),
        ("too small now", 5, .person(.unusable(.tooSmall), track: "t"), .continued, false, [.track], true),
        // An embedding confirms; before it is due a disagreeing one changes nothing, once due it breaks the track.
        ("agreeing", 5, .person(0, track: "t"), .continued, false, [.track, .verified], true),
        ("disagreeing, not due", 5, .person(1, track: "t"), .continued, false, [.track], true),
        ("agreeing, due", 10, .person(0, track: "t"), .continued, false, [.track, .verified], true),
        ("disagreeing, due", 10, .person(1, track: "t"), .new, true, [.appearance, .trackContradicted], false),
        ("even odds, due", 10, resembling(6_226), .continued, false, [.track, .verified], true),
        ("just below even odds, due", 10, resembling(6_225), .uncertain, true, [.appearance, .trackContradicted], false),
    ]

    /// 6,226 / 2^14 is the first cosine above .38.
    static func resembling(_ length: Int16) -> Sighting {
        .person(.embedded(SyntheticPerson(0).resembling(length)), track: "t")
    }

    @Test("what becomes of a tracker id", arguments: continuations)
    func continuation(
        name: String, second: Double, next: Sighting, kind: Decision.Kind, isNew: Bool, reasons: [Reason], samePerson: Bool
    ) {
        var story = Story()
        let first = story.picture(at: 0, .person(0, track: "t"))[0]
        let second = story.picture(at: second, next)[0]
        #expect(first.isNew)
        #expect(second.kind == kind, "\(name)")
        #expect(second.isNew == isNew, "\(name)")
        #expect(second.reasons == reasons, "\(name)")
        #expect((second.personID == first.personID) == samePerson, "\(name)")
    }

    @Test("a followed person needs two embeddings, and further ones only when it is time to verify")
    func needsEmbedding() {
        var story = Story()
        let row = Sighting.person(.trackSuffices, track: "t")
        #expect(story.needsEmbedding(at: 0, row) == [true])
        _ = story.picture(at: 0, .person(0, track: "t"))
        // A moment later there is nothing new to see.
        #expect(story.needsEmbedding(at: 1.4, row) == [false])
        #expect(story.needsEmbedding(at: 1.5, row) == [true])
        _ = story.picture(at: 0.5, .person(0, track: "t"))
        #expect(story.needsEmbedding(at: 2, row) == [false])
        // Too close to the end of the track's freshness to rely on it.
        #expect(story.needsEmbedding(at: 5.6, row) == [true])
        #expect(story.needsEmbedding(at: 1, on: "drive", row) == [true])
        #expect(story.needsEmbedding(at: 1, .person(.trackSuffices, x: 900, track: "t")) == [true])
    }

    @Test("nothing that will not be compared needs an embedding")
    func needsNoEmbedding() {
        let story = Story()
        var noBox = Sighting.person(.trackSuffices)
        noBox.box = nil
        #expect(
            story.needsEmbedding(
                at: 0, .person(.trackSuffices, height: 63), .person(.unusable(.outsidePicture)), noBox,
                .thing("face", label: "Ann"), .thing("vehicle"), .person(.trackSuffices, label: "Ann"))
                == [false, false, false, false, false, true])
    }

    @Test("of two rows under one tracker id the nearer one keeps it", arguments: [(10, 40), (40, 10)] as [(Int32, Int32)])
    func duplicateTrack(x: Int32, other: Int32) {
        var story = Story()
        let first = story.picture(at: 0, .person(0, track: "t"))[0]
        _ = story.picture(at: 0.5, .person(0, track: "t"))
        let rows = [Sighting.person(.trackSuffices, x: x, track: "t"), .person(.trackSuffices, x: other, track: "t")]
        #expect(
            story.state.needsEmbedding(rows, camera: Camera(id: "porch", name: ""), at: Story.time(1))
                == rows.map { $0.box?.x == 40 })
        let decisions = story.picture(at: 1, all: rows)
        let (kept, lost) = x < other ? (decisions[0], decisions[1]) : (decisions[1], decisions[0])
        #expect(kept.personID == first.personID)
        #expect(lost.kind == .failopen)
        #expect(lost.personID != first.personID)
        // The loser did not take the track with it.
        #expect(story.picture(at: 2, .person(.trackSuffices, x: 10, track: "t"))[0].personID == first.personID)
    }

    @Test("the loser of a tracker id does not take it along when it turns out to be somebody else")
    func trackStays() {
        var story = Story()
        let first = story.picture(at: 0, .person(0, track: "t"))[0]
        let both = story.picture(at: 1, .person(.trackSuffices, x: 10, track: "t"), .person(1, x: 40, track: "t"))
        #expect(both[0].personID == first.personID)
        #expect(both[1].kind == .new)
        #expect(story.picture(at: 2, .person(.trackSuffices, x: 20, track: "t"))[0].personID == first.personID)
    }

    @Test("two tracks that lead to one person: the nearer one does, the other row is somebody else")
    func twoTracksOnePerson() {
        var story = Story()
        let first = story.picture(at: 0, .person(0, track: "a"))[0]
        #expect(story.picture(at: 1, .person(0, x: 50, track: "b"))[0].personID == first.personID)
        let both = story.picture(at: 2, .person(.trackSuffices, x: 20, track: "a"), .person(.trackSuffices, x: 50, track: "b"))
        #expect(both[1].personID == first.personID)
        #expect(both[0].kind == .failopen)
    }

    // MARK: Names

    @Test("a name links to whoever bears it, on any camera, whatever they look like")
    func nameLinks() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann"))[0]
        #expect(ann.knownAs == "Ann")
        let again = story.picture(at: 5, on: "drive", .person(1, label: "Ann"))[0]
        #expect(again.personID == ann.personID)
        #expect(again.kind == .match)
        #expect(again.reasons == [.name])
        #expect(!again.isNew)
        #expect(again.cameras.map(\.id) == ["porch", "drive"])
    }

    @Test("two names never share an identity, however alike they look")
    func namesDiffer() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann"))[0]
        let bob = story.picture(at: 1, .person(0, label: "Bob"))[0]
        #expect(bob.isNew)
        #expect(bob.personID != ann.personID)
        #expect(bob.knownAs == "Bob")
    }

    @Test("a name newly seen on an unnamed identity names it, and stays")
    func naming() {
        var story = Story()
        let first = story.picture(at: 0, .person(0))[0]
        #expect(first.knownAs == nil)
        #expect(story.picture(at: 1, .person(0, label: "Ann"))[0].knownAs == "Ann")
        let later = story.picture(at: 2, .person(0))[0]
        #expect(later.knownAs == "Ann")
        #expect(later.personID == first.personID)
    }

    @Test("a name beats a track whose identity bears another one")
    func nameBeatsTrack() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann", track: "t"))[0]
        let bob = story.picture(at: 1, .person(.unavailable(.overloaded), label: "Bob", track: "t"))[0]
        #expect(bob.personID != ann.personID)
        #expect(bob.isNew)
        // From now on the track follows Bob.
        #expect(story.picture(at: 2, .person(.trackSuffices, track: "t"))[0].personID == bob.personID)
    }

    @Test("somebody told of under their track is not told again when the name leads to an older identity")
    func nameAfterTrack() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann"))[0]
        // Two minutes later, in other clothes: new. Then the face is recognised.
        let stranger = story.picture(at: 120, .person(1, track: "t"))[0]
        #expect(stranger.isNew)
        let named = story.picture(at: 121, .person(1, label: "Ann", track: "t"))[0]
        #expect(named.personID == ann.personID)
        #expect(!named.isNew)
        #expect(named.aliases == [stranger.personID])
        #expect(named.reasons == [.track, .verified, .name, .merged])
        // Without such a track it is news.
        #expect(story.picture(at: 300, .person(1, label: "Ann"))[0].isNew)
    }

    @Test("one name on two bodies: the better score bears it, and the other is somebody else")
    func oneNameTwice() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann"))[0]
        let both = story.picture(
            at: 1, .person(.embedded(SyntheticPerson(0).embedding), label: "Ann", score: 700),
            .person(.embedded(SyntheticPerson(1).embedding), x: 500, label: "Ann", score: 800))
        #expect(both[1].personID == ann.personID)
        #expect(both[0].personID != ann.personID)
        #expect(both[0].knownAs == nil)
    }

    @Test("one unknown name on two bodies: the first bears it")
    func oneNewNameTwice() {
        var story = Story()
        let both = story.picture(at: 0, .person(0, label: "Ann"), .person(1, x: 500, label: "Ann"))
        #expect(both.map(\.knownAs) == ["Ann", nil])
        #expect(both[0].personID != both[1].personID)
    }

    @Test("a face without a body is settled by its name, and creates nobody")
    func faceWithoutBody() {
        var story = Story()
        let stranger = story.picture(at: 0, .thing("face", label: "Ann"))[0]
        #expect(stranger.kind == .insufficient)
        #expect(stranger.reasons == [.faceWithoutBody])
        #expect(story.state.identityCount == 0)
        let ann = story.picture(at: 1, .person(0, label: "Ann"))[0]
        let face = story.picture(at: 2, .thing("face", label: "Ann"))[0]
        #expect(face.personID == ann.personID)
        #expect(face.kind == .match)
        #expect(!face.isNew)
    }
}
