import Recognition
import TestSupport
import Testing

@testable import ScryptedBridge

@Suite("From an event to people", .timeLimit(.minutes(2)))
struct RecogniserTests {
    private static func box(_ sides: [Double]) -> BoundingBox? {
        BoundingBox(x: Int32(sides[0]), y: Int32(sides[1]), width: Int32(sides[2]), height: Int32(sides[3]))
    }

    @Test("A face lends its name to its body, and the body its box to its face; bodies come first")
    func face() async throws {
        let cut = Recording<BoundingBox>()
        var event = DetectionEvent()
        event.rows = [
            Detection(className: "face", box: Self.box([945, 440, 60, 60]), scorePermille: 750, label: "Ann"),
            Detection(className: "person", box: Self.box(Fixture.personBox), scorePermille: 900, track: "t1"),
        ]
        let picture = CameraPicture(bytes: try Fixture.picture, source: .detection(id: "d", event: nil))
        let time = Timestamp(milliseconds: 1_778_779_800_000)
        let (first, again) = try await withReIdentifier(now: { time }) { [event] reIdentifier in
            let recogniser = Recogniser(reIdentifier: reIdentifier) { _, box in
                cut.append(box)
                return []
            }
            let first = await recogniser.people(in: event, picture)
            for person in first { _ = try await person.excerpt?() }
            return (first, await recogniser.people(in: event, CameraPicture()))
        }
        #expect(first.map(\.sighting.className) == ["person", "face"])
        #expect(first.map(\.sighting.name) == ["Ann", "Ann"])
        #expect(first.map(\.sighting.scorePermille) == [900, 750])
        #expect(first[0].sighting.person == first[1].sighting.person)
        #expect(first.allSatisfy { $0.sighting.isNew })
        let body = try #require(Self.box(Fixture.personBox))
        #expect(cut.elements == [body, body])
        // Without a picture there is nothing to cut, and the name and the track still say who it is.
        #expect(again.allSatisfy { $0.excerpt == nil && !$0.sighting.isNew })
    }

    @Test("Without a picture everybody unknown is new, under an id that stays")
    func failOpen() async throws {
        let time = Timestamp(milliseconds: 1_778_779_800_000)
        let (first, again) = try await withReIdentifier(now: { time }) { reIdentifier in
            let recogniser = Recogniser(reIdentifier: reIdentifier) { _, _ in [] }
            let event = DetectionEvent(tracks: ["t1", "t2"])
            return (await recogniser.people(in: event, CameraPicture()), await recogniser.people(in: event, CameraPicture()))
        }
        #expect(first.count == 2 && (first + again).allSatisfy { $0.sighting.isNew && $0.sighting.name == nil })
        #expect(first[0].sighting.person != first[1].sighting.person)
        #expect(first.map(\.sighting.person) == again.map(\.sighting.person))
    }
}
