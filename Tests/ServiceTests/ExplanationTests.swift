import Foundation
import ReIdentification
import Recognition
import Testing

/// The story of a person, as `reid explain` tells it.
@Suite struct ExplanationTests {
    private static let ann = PersonID("person_1_ann")
    private static let alias = PersonID("person_2_alias")
    private static let bob = PersonID("person_3_bob")

    private static func entry(_ number: UInt64, on camera: String, _ decisions: [Decision]) -> RecordedEntry {
        let time = Timestamp(milliseconds: 1_758_250_000_000 + Int64(number) * 1_000)
        return RecordedEntry(
            LogEntry(
                sequence: number, logged: time,
                event: .observed(
                    FrameObservation(
                        camera: Camera(id: camera, name: camera), eventTime: time, model: ModelID("m"), sightings: [],
                        seed: number))),
            decisions: decisions)
    }

    private static func decision(
        _ kind: Decision.Kind, _ id: PersonID, _ reasons: [Reason], similarity: Double? = nil, seen: UInt64? = nil,
        aliases: [PersonID] = [], name: String? = nil
    ) -> Decision {
        Decision(
            kind: kind, personID: id, isNew: kind == .new,
            similarity: similarity.map { Similarity(raw: Int32($0 * 268_435_456)) },
            probabilitySeen: seen.map { Probability(permille: $0) }, threshold: Probability(permille: 750), reasons: reasons,
            knownAs: name, aliases: aliases)
    }

    /// Ann is new on the drive, new once more on the porch beside Bob, and then found to be one.
    private static let story = [
        entry(1, on: "Drive", [decision(.new, ann, [.appearance], similarity: 0.31, seen: 120)]),
        entry(2, on: "Porch", [decision(.new, bob, [.appearance]), decision(.new, alias, [.appearance, .blurred])]),
        RecordedEntry(
            LogEntry(sequence: 3, logged: Timestamp(milliseconds: 0), event: .corrected(.merged(ann, alias))), decisions: []),
        entry(4, on: "Porch", [decision(.continued, ann, [.track, .name, .merged], aliases: [alias], name: "Ann")]),
    ]

    @Test("a person's story has every sighting under every id, and nobody else's", arguments: [ann, alias])
    func person(id: PersonID) {
        let explanation = Explanation(of: .person(id), in: Self.story)
        #expect(explanation.sightings.map(\.sequence) == [1, 2, 4])
        #expect(Set(explanation.ids) == ["person_1_ann", "person_2_alias"])
        #expect(explanation.sightings.map(\.personId) == ["person_1_ann", "person_2_alias", "person_1_ann"])
    }

    @Test("a picture's story has everybody in it")
    func picture() {
        let explanation = Explanation(of: .picture(2), in: Self.story)
        #expect(explanation.sightings.map(\.personId) == ["person_3_bob", "person_2_alias"])
        #expect(Explanation(of: .picture(3), in: Self.story).sightings.isEmpty)
    }

    @Test("it reads as sentences")
    func text() throws {
        let text = Explanation(of: .person(Self.ann), in: Self.story).text(in: try #require(TimeZone(identifier: "UTC")))
        #expect(
            text == """
                Ann: 3 sightings on Drive, Porch, 2 of them new; ids: person_1_ann, person_2_alias.

                2025-09-19 02:46:41  Drive  person_1_ann  picture 1
                  New: seen for the first time.
                  Compared: similarity 0.31 to the one most alike, seen lately with probability 0.12, where 0.75 is asked.
                  They were judged by their looks.

                2025-09-19 02:46:42  Porch  person_2_alias  picture 2
                  New: seen for the first time.
                  They were judged by their looks.
                  The picture of them was blurred, so it was not kept.

                2025-09-19 02:46:44  Porch  Ann (person_1_ann)  picture 4
                  Still the same one.
                  The camera's own tracker followed them.
                  They were recognised by name.
                  The picture showed two ids to be one person.
                """)
    }

    @Test("a number is a picture, anything else a person")
    func subject() {
        #expect(Explanation.Subject("42") == .picture(42))
        #expect(Explanation.Subject("person_1_ann") == .person(Self.ann))
    }

    @Test("every reason has a sentence of its own", arguments: Reason.allCases)
    func sentences(reason: Reason) {
        #expect(reason.sentence.hasSuffix("."))
        #expect(Reason.allCases.count { $0.sentence == reason.sentence } == 1)
    }

    @Test("every decision has a sentence", arguments: Decision.Kind.allCases, [false, true])
    func decisions(kind: Decision.Kind, isNew: Bool) {
        var decision = Self.decision(kind, Self.ann, [])
        decision.isNew = isNew
        #expect(decision.sentence.hasSuffix("."))
    }

    /// A log that answers like one on disk.
    private struct Log: SightingHistory {
        func pictures(_ query: SightingQuery) async throws -> [RecordedEntry] {
            ExplanationTests.story.filter { entry in
                entry.observation != nil && entry.entry.sequence < query.before ?? .max
                    && (query.people.isEmpty || entry.decisions.contains { query.people.contains($0.personID) })
            }.suffix(query.limit)
        }
    }

    @Test("it is read from the log under every id that the log's answers tell of")
    func fromHistory() async throws {
        for id in [Self.ann, Self.alias] {
            let person = try await Explanation.of(.person(id), from: Log(), limit: 10)
            #expect(person.sightings.map(\.sequence) == [1, 2, 4])
        }
        let picture = try await Explanation.of(.picture(2), from: Log(), limit: 10)
        #expect(picture.sightings.map(\.sequence) == [2, 2])
        let nobody = try await Explanation.of(.person(PersonID("person_9_nobody")), from: Log(), limit: 10)
        #expect(nobody.sightings.isEmpty)
    }
}
