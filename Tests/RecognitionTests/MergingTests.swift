import Testing

@testable import Recognition

/// Identities that a later picture shows to be one (step 7).
@Suite struct MergingTests {
    /// Ann is known from the drive; somebody who looks different today was followed on the porch since 1 s.
    private static func annElsewhere() -> (story: Story, ann: PersonID, followed: PersonID) {
        var story = Story()
        let ann = story.picture(at: 0, on: "drive", .person(0, label: "Ann"))[0].personID
        let followed = story.picture(at: 1, .person(1, track: "t"))[0].personID
        return (story, ann, followed)
    }

    @Test("a name recognised on a track merges the two, and says so")
    func nameOnTrack() {
        var (story, ann, followed) = Self.annElsewhere()
        let picture = FrameObservation(
            camera: Camera(id: "porch", name: "PORCH"), eventTime: Story.time(2), model: Story.model,
            sightings: [.person(1, label: "Ann", track: "t")], seed: 9)
        let outcome = story.fold(.observed(picture), at: 2)
        #expect(outcome.merges == [Outcome.Merge(canonical: ann, alias: followed)])
        #expect(outcome.decisions.map(\.personID) == [ann])
        #expect(outcome.decisions[0].kind == .continued)
        #expect(outcome.decisions[0].reasons == [.track, .verified, .name, .merged])
        #expect(outcome.decisions[0].aliases == [followed])
        #expect(story.person(followed)?.id == ann)
    }

    @Test("the older id stays though the name is the younger's")
    func olderStays() {
        var story = Story()
        let followed = story.picture(at: 0, .person(1, track: "t"))[0].personID
        let ann = story.picture(at: 1, on: "drive", .person(0, label: "Ann"))[0].personID
        let answer = story.picture(at: 2, .person(1, label: "Ann", track: "t"))[0]
        #expect(answer.personID == followed)
        #expect(answer.knownAs == "Ann")
        #expect(answer.aliases == [ann])
    }

    /// Where the same picture must not merge.
    static let doubts: [(String, [Sighting])] = [
        ("the track's looks disagree: the tracker mixed people up", [.person(0, label: "Ann", track: "t")]),
        ("another tracker id", [.person(1, label: "Ann", track: "u")]),
        ("a track that jumped", [.person(1, x: 900, label: "Ann", track: "t")]),
        ("no name", [.person(1, track: "t")]),
        ("a name nobody bears", [.person(1, label: "Bob", track: "t")]),
        ("a face without a body", [.thing("face", label: "Ann", track: "t")]),
    ]

    @Test("nothing else merges", arguments: doubts)
    func doubt(name: String, rows: [Sighting]) {
        var (story, ann, followed) = Self.annElsewhere()
        _ = story.picture(at: 2, all: rows)
        #expect(story.person(ann)?.id == ann, "\(name)")
        #expect(story.person(followed)?.id == followed, "\(name)")
        #expect(story.person(ann)?.aliases == [], "\(name)")
    }

    @Test("never across a picture that showed both, nor across two names")
    func cannotLink() {
        var (story, ann, followed) = Self.annElsewhere()
        _ = story.picture(at: 2, .person(0, x: 900, label: "Ann"), .person(1, track: "t"))
        let answer = story.picture(at: 3, .person(1, label: "Ann", track: "t"))[0]
        #expect(answer.personID == ann)
        #expect(story.person(followed)?.id == followed)

        var (other, _, named) = Self.annElsewhere()
        other.correct(.labelled(named, "Bob"), at: 2)
        _ = other.picture(at: 3, .person(1, label: "Ann", track: "t"))
        #expect(other.person(named)?.id == named)
    }

    @Test("another row of the picture that is one of the two keeps them apart")
    func otherRow() {
        var story = Story()
        let ann = story.picture(at: 0, .person(0, label: "Ann", track: "a"))[0].personID
        let followed = story.picture(at: 1, .person(1, x: 900, track: "t"))[0].personID
        _ = story.picture(at: 2, .person(0, track: "a"), .person(1, x: 900, label: "Ann", track: "t"))
        #expect(story.person(ann)?.id == ann)
        #expect(story.person(followed)?.id == followed)
    }
}
