import Foundation
import ReIdentification
import Recognition
import TestSupport
import Testing

/// `GET /v1/sightings` over a real socket, with a history of three pictures.
@Suite(.timeLimit(.minutes(2))) struct SightingTests {
    /// What is asked for is remembered by its answer: rows of the people asked for, or everybody's.
    private struct ThreePictures: SightingHistory {
        func pictures(_ query: SightingQuery) async throws -> [RecordedEntry] {
            let all = (UInt64(1)...3).map { number in
                let ids = ["person_1_ann", number == 3 ? "person_2_alias" : "person_3_bob"].map { PersonID($0) }
                return RecordedEntry(
                    LogEntry(
                        sequence: number, logged: Timestamp(milliseconds: Int64(number) * 1_000),
                        event: .observed(
                            FrameObservation(
                                camera: Camera(id: "12", name: "Porch"),
                                eventTime: Timestamp(milliseconds: Int64(number) * 1_000),
                                model: ModelID("m"),
                                sightings: ids.map { _ in
                                    Sighting(
                                        className: "person", box: BoundingBox(x: 1, y: 2, width: 30, height: 40),
                                        scorePermille: 910, track: "t", quality: Quality(width: 30, height: 40),
                                        appearance: .trackSuffices)
                                }, seed: number))),
                    decisions: ids.map {
                        Decision(
                            kind: .match, personID: $0, isNew: false, threshold: Probability(permille: 750), reasons: [.track])
                    })
            }
            return all.filter { entry in
                (query.people.isEmpty || entry.decisions.contains { query.people.contains($0.personID) })
                    && entry.entry.logged >= query.since ?? entry.entry.logged
                    && entry.entry.logged <= query.until ?? entry.entry.logged
                    && entry.entry.sequence < query.before ?? .max
            }.suffix(query.limit)
        }
    }

    private static var setup: ServiceSetup {
        var setup = ServiceSetup()
        setup.history = ThreePictures()
        return setup
    }

    /// What is asked, the pictures' numbers, how many rows each, and the next page.
    static let pageTable: [(String, [Int], Int, Int?)] = [
        ("", [3, 2, 1], 2, nil), ("?limit=2", [3, 2], 2, 2), ("?limit=2&before=2", [1], 2, nil),
        ("?since=2000&until=2999", [2], 2, nil), ("?person=person_3_bob", [2, 1], 1, nil),
        ("?person=person_9_nobody", [], 0, nil),
    ]

    @Test("pictures come newest first, page by page, with the rows asked for", arguments: pageTable)
    func pages(query: String, numbers: [Int], rows: Int, next: Int?) async throws {
        try await withService(Self.setup) { service in
            let answer = try await service.get("/v1/sightings\(query)")
            #expect(answer.status == 200)
            let sightings = try #require(answer["sightings"] as? [[String: Any]])
            #expect(sightings.map { $0["sequence"] as? Int } == numbers)
            #expect(answer["next"] as? Int == next)
            #expect(answer.body.keys.contains("next"))
            for picture in sightings {
                #expect(picture["deviceId"] as? String == "12")
                #expect(picture["deviceName"] as? String == "Porch")
                #expect((picture["detections"] as? [[String: Any]])?.count == rows)
            }
            guard let row = (sightings.first?["detections"] as? [[String: Any]])?.first else { return }
            #expect(row["boundingBox"] as? [Double] == [1, 2, 30, 40])
            #expect(row["score"] as? Double == 0.91)
            #expect(row["decision"] as? String == "match")
            #expect(row["reason"] as? [String] == ["track"])
        }
    }

    @Test("numbers that are none are refused", arguments: ["limit=0", "limit=x", "since=-1", "until=1.5", "before="])
    func badParameters(query: String) async throws {
        try await withService(Self.setup) { service in
            let answer = try await service.get("/v1/sightings?\(query)")
            #expect(answer.status == 400)
            #expect(answer["error"] as? String == "bad-parameter")
        }
    }

    @Test("somebody known no more but still in the log can be forgotten")
    func forgetRecorded() async throws {
        try await withService(Self.setup) { service in
            let recorded = try await service.delete("/v1/persons/person_3_bob").status
            #expect(recorded == 200)
            let nobody = try await service.delete("/v1/persons/person_9_nobody").status
            #expect(nobody == 404)
        }
    }

    @Test("without a history the service says so")
    func noHistory() async throws {
        try await withService { service in
            let answer = try await service.get("/v1/sightings")
            #expect(answer.status == 501)
            #expect(answer["error"] as? String == "no-history")
        }
    }
}
