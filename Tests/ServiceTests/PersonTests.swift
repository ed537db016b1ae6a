import Foundation
import Recognition
import TestSupport
import Testing

/// `/v1/persons` over a real socket.
@Suite(.timeLimit(.minutes(2))) struct PersonTests {
    private static let start: Int64 = 1_758_250_000_000

    /// Two people in one picture, and a third on another camera whom nothing is known of but the name.
    private static func meet(_ service: RunningService) async throws -> (first: String, second: String, ann: String) {
        let porch = RequestBody(
            rows: [.init(box: Fixture.personBox, id: "t1"), .init(box: [100, 300, 175, 530], id: "t2")],
            picture: try Fixture.picture, time: start)
        let drive = RequestBody(
            rows: [.init(label: "Ann", box: Fixture.personBox)], picture: nil, camera: "Drive", time: start + 1_000)
        let ids = try await service.post("/process", body: porch.json).rows.map { try #require($0["personId"] as? String) }
        let ann = try await service.post("/process", body: drive.json).rows.map { try #require($0["personId"] as? String) }
        return (try #require(ids.first), try #require(ids.last), try #require(ann.first))
    }

    @Test("everybody known is listed, the one seen last first, with every documented key")
    func list() async throws {
        try await withService { service in
            let (first, second, ann) = try await Self.meet(service)
            let answer = try await service.get("/v1/persons")
            #expect(answer.status == 200)
            #expect(answer["count"] as? Int == 3)
            let persons = try #require(answer["persons"] as? [[String: Any]])
            #expect(persons.map { $0["personId"] as? String } == [ann, second, first])
            #expect(persons[0]["name"] as? String == "Ann")
            #expect(persons[0]["firstSeen"] as? Int64 == Self.start + 1_000)
            #expect(persons[0]["lastSeen"] as? Int64 == Self.start + 1_000)
            #expect(persons[0]["cameras"] as? [[String: String]] == [["id": "id of Drive", "name": "Drive"]])
            #expect(persons[0]["exemplars"] as? Int == 0)
            #expect(persons[1]["exemplars"] as? Int == 1)
            for person in persons {
                #expect(person["aliases"] as? [String] == [])
                #expect(person["inWindow"] as? Bool == true)
                #expect(person.keys.contains("name"))
            }
        }
    }

    @Test("two ids become one: the older stays, the younger leads to it, in answers as well")
    func merge() async throws {
        try await withService { service in
            let (first, _, ann) = try await Self.meet(service)
            let merged = try await service.post("/v1/persons/\(ann)/merge", body: #"{"with": "\#(first)"}"#)
            #expect(merged.status == 200)
            #expect(merged["personId"] as? String == first)
            #expect(merged["name"] as? String == "Ann")
            #expect(merged["aliases"] as? [String] == [ann])
            let byAlias = try await service.get("/v1/persons/\(ann)")
            #expect(byAlias["personId"] as? String == first)

            let next = RequestBody(
                rows: [.init(box: Fixture.personBox, id: "t1")], picture: try Fixture.picture, time: Self.start + 2_000)
            let row = try #require(try await service.post("/process", body: next.json).rows.first)
            #expect(row["personId"] as? String == first)
            #expect(row["knownAs"] as? String == "Ann")
            #expect(row["aliases"] as? [String] == [ann])
        }
    }

    @Test("a label, another one, none; a split; each answered with the person")
    func labelAndSplit() async throws {
        try await withService { service in
            let (first, _, _) = try await Self.meet(service)
            for (body, name) in [(#"{"name": " Bob "}"#, "Bob"), (#"{"name": "Eve"}"#, "Eve"), (#"{"name": null}"#, nil)] {
                let answer = try await service.post("/v1/persons/\(first)/label", body: body)
                #expect(answer.status == 200)
                #expect(answer["name"] as? String == name)
            }
            let split = try await service.post("/v1/persons/\(first)/split", body: "")
            #expect(split.status == 200)
            #expect(split["exemplars"] as? Int == 0)
        }
    }

    @Test("nothing is left of somebody forgotten, and the next sighting is news under another id")
    func forget() async throws {
        try await withService { service in
            let (first, _, ann) = try await Self.meet(service)
            let merged = try await service.post("/v1/persons/\(first)/merge", body: #"{"with": "\#(ann)"}"#).status
            #expect(merged == 200)
            let forgotten = try await service.delete("/v1/persons/\(ann)")
            #expect(forgotten.status == 200)
            #expect(forgotten["forgotten"] as? String == first)
            for id in [first, ann] {
                let asked = try await service.get("/v1/persons/\(id)").status
                #expect(asked == 404)
                let repeated = try await service.delete("/v1/persons/\(id)").status
                #expect(repeated == 404)
            }
            let again = RequestBody(
                rows: [.init(box: Fixture.personBox, id: "t1")], picture: try Fixture.picture, time: Self.start + 2_000)
            let row = try #require(try await service.post("/process", body: again.json).rows.first)
            #expect(row["personId"] as? String != first)
            #expect(row["isNew"] as? Bool == true)
        }
    }

    /// Path behind the person, body, status, code. `FIRST`, `SECOND` and `ANN` stand for ids.
    static let refusals: [(String, String, Int, String)] = [
        // Nobody known.
        ("person_1_nobody/merge", #"{"with": "FIRST"}"#, 404, "unknown-person"),
        ("FIRST/merge", #"{"with": "person_1_nobody"}"#, 404, "unknown-person"),
        ("person_1_nobody/split", "", 404, "unknown-person"),
        ("person_1_nobody/label", #"{"name": "Bob"}"#, 404, "unknown-person"),
        // What cannot be.
        ("FIRST/merge", #"{"with": "SECOND"}"#, 409, "seen-together"),
        ("FIRST/label", #"{"name": "Ann"}"#, 409, "name-taken"),
        // Bodies that say nothing.
        ("FIRST/merge", "", 400, "not-json"),
        ("FIRST/merge", "[1]", 400, "not-json"),
        ("FIRST/merge", "{}", 400, "wrong-shape"),
        ("FIRST/merge", #"{"with": {}}"#, 400, "wrong-shape"),
        ("FIRST/label", "{}", 400, "wrong-shape"),
        ("FIRST/label", #"{"name": "  "}"#, 400, "wrong-shape"),
        ("FIRST/label", #"{"name": ["Ann"]}"#, 400, "wrong-shape"),
        ("FIRST/label", #"{"name": "\#(String(repeating: "A", count: 1_025))"}"#, 400, "wrong-shape"),
        ("FIRST/label", #"{"name": "\#(String(repeating: "A", count: 16 << 10))"}"#, 413, "body-too-large"),
        // Nothing there.
        ("FIRST/rename", "{}", 404, "not-found"),
    ]

    @Test("what cannot be done is said in one sentence, and nothing changes")
    func refusals() async throws {
        try await withService { service in
            let (first, second, ann) = try await Self.meet(service)
            let before = try await service.get("/v1/persons").bytes
            for (path, body, status, code) in Self.refusals {
                let (path, body) = [("FIRST", first), ("SECOND", second), ("ANN", ann)].reduce((path, body)) {
                    ($0.0.replacingOccurrences(of: $1.0, with: $1.1), $0.1.replacingOccurrences(of: $1.0, with: $1.1))
                }
                let answer = try await service.post("/v1/persons/\(path)", body: body)
                #expect(answer.status == status, "\(path) \(body.prefix(50))")
                #expect(answer["error"] as? String == code, "\(path) \(body.prefix(50))")
                #expect((answer["detail"] as? String)?.hasSuffix(".") == true)
            }
            let bob = try await service.post("/v1/persons/\(first)/label", body: #"{"name": "Bob"}"#)
            #expect(bob.status == 200)
            let names = try await service.post("/v1/persons/\(first)/merge", body: #"{"with": "\#(ann)"}"#)
            #expect(names.status == 409)
            #expect(names["error"] as? String == "different-names")
            let unnamed = try await service.post("/v1/persons/\(first)/label", body: #"{"name": null}"#).status
            #expect(unnamed == 200)
            let after = try await service.get("/v1/persons").bytes
            #expect(after == before)
        }
    }

    @Test("many corrections at once get each its own outcome")
    func concurrency() async throws {
        try await withService { service in
            let (first, _, _) = try await Self.meet(service)
            let outcomes = await withTaskGroup(of: (Int, CorrectionOutcome?).self) { tasks in
                for number in 0..<200 {
                    let id = PersonID(number % 2 == 0 ? first : "person_\(number)_nobody")
                    tasks.addTask { (number, await service.reIdentifier.correct(.labelled(id, "name \(number)"))) }
                }
                return await tasks.reduce(into: [Int: CorrectionOutcome?]()) { $0[$1.0] = $1.1 }
            }
            for number in 0..<200 {
                let expected: CorrectionOutcome =
                    number % 2 == 0 ? .done(PersonID(first)) : .unknown(PersonID("person_\(number)_nobody"))
                #expect(outcomes[number] == expected)
            }
        }
    }

    @Test("every route asks for the token")
    func token() async throws {
        var setup = ServiceSetup()
        setup.token = "secret"
        try await withService(setup) { service in
            let answers = [
                try await service.get("/v1/persons"), try await service.get("/v1/persons/person_1_a"),
                try await service.get("/v1/sightings"), try await service.delete("/v1/persons/person_1_a"),
                try await service.post("/v1/persons/person_1_a/split", body: ""),
            ]
            #expect(answers.map(\.status) == [401, 401, 401, 401, 401])
            let allowed = try await service.get("/v1/persons?token=secret")
            #expect(allowed.status == 200)
        }
    }
}
