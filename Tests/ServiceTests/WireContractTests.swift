import Foundation
import TestSupport
import Testing

/// What clients in the wild send and read, key by key and type by type, over a real socket.
@Suite struct WireContractTests {
    private enum Kind {
        case text, number, flag, list, object
        case orNull(_: [Kind])

        func fits(_ value: Any?) -> Bool {
            // A JSON true is a number to Foundation, too; its type tells them apart.
            switch self {
            case .text: value is String
            case .number: value is NSNumber && !Kind.isFlag(value)
            case .flag: Kind.isFlag(value)
            case .list: value is [Any]
            case .object: value is [String: Any]
            case .orNull(let kinds): value is NSNull || kinds.contains { $0.fits(value) }
            }
        }

        private static func isFlag(_ value: Any?) -> Bool {
            guard let number = value as? NSNumber else { return false }
            return String(cString: number.objCType) == "c" || number === (true as NSNumber) || number === (false as NSNumber)
        }
    }

    private static let rowOfA: [String: Kind] = [
        "className": .text, "label": .orNull([.text]), "score": .number, "boundingBox": .list, "id": .orNull([.text]),
        "personId": .text, "isNew": .flag, "firstDetection": .orNull([.object]),
    ]
    private static let rowOfC: [String: Kind] = [
        "matchedCameras": .list, "confidence": .number, "decision": .text, "similarity": .orNull([.number]),
        "runnerUp": .orNull([.number]), "probabilitySeen": .orNull([.number]), "threshold": .number, "reason": .list,
        "probableSameAs": .orNull([.text]), "aliases": .list, "knownAs": .orNull([.text]),
    ]
    private static let answerOfC: [String: Kind] = ["model": .text, "degraded": .flag, "timings": .object]

    private func expect(_ body: [String: Any], has kinds: [String: Kind], _ place: Comment) {
        for (key, kind) in kinds {
            #expect(body.keys.contains(key) && kind.fits(body[key]), "\(place): \(key) is \(String(describing: body[key]))")
        }
    }

    @Test("POST /process answers the old client's request with every documented key")
    func process() async throws {
        try await withService { service in
            let picture = try Data(Fixture.picture).base64EncodedString()
            let request = { (time: Int64) in
                """
                {"timestamp": \(time), "detectionId": "abc", "inputDimensions": [1920,1080], "sourceId": "x", "deviceId": "12",
                 "deviceName": "Porch", "detections": [
                   {"className": "person", "label": null, "score": 0.91, "boundingBox": \(Fixture.person), "id": "t7", "zones": ["drive"]},
                   {"className": "vehicle", "score": 0.9, "boundingBox": [1,2,300,400]},
                   {"className": "face", "label": "Ann", "score": 0.8, "boundingBox": \(Fixture.face)}],
                 "image": "\(picture)", "detectionCount": 3, "hasPersons": true}
                """
            }
            let first = try await service.post("/process", body: request(1_758_250_000_000))
            #expect(first.status == 200)
            #expect(first.headers["content-type"].first == "application/json")
            expect(
                first.body,
                has: [
                    "timestamp": .number, "deviceId": .text, "deviceName": .text, "detections": .list, "detectionCount": .number,
                    "hasPersons": .flag,
                ], "answer")
            expect(first.body, has: Self.answerOfC, "answer")
            #expect(first["timestamp"] as? Int == 1_758_250_000_000)
            #expect(first["detectionCount"] as? Int == 2)
            #expect(first["hasPersons"] as? Bool == true)

            // The vehicle is not answered; the face repeats its body's answer; labels come back as they were sent.
            #expect(first.rows.map { $0["className"] as? String } == ["person", "face"])
            #expect(first.rows[0]["label"] is NSNull)
            #expect(first.rows[1]["label"] as? String == "Ann")
            #expect(first.rows[0]["personId"] as? String == first.rows[1]["personId"] as? String)
            #expect(first.rows[0]["boundingBox"] as? [Double] == Fixture.personBox)
            for row in first.rows {
                expect(row, has: Self.rowOfA, "row")
                expect(row, has: Self.rowOfC, "row")
                #expect(row["isNew"] as? Bool == true)
                #expect(row["firstDetection"] is NSNull)
                #expect(row["confidence"] as? Double == 1)
                #expect(row["knownAs"] as? String == "Ann")
                #expect(row["matchedCameras"] as? [String] == ["Porch"])
                let id = try #require(row["personId"] as? String).split(separator: "_")
                #expect(id.count == 3 && id[0] == "person" && Int64(id[1]) == 1_758_250_000_000)
                #expect(id[2].count == 9 && id[2].allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789".contains($0) })
            }

            let second = try await service.post("/process", body: request(1_758_250_003_000))
            let known = try #require(second.rows.first?["firstDetection"] as? [String: Any])
            #expect(second.rows[0]["isNew"] as? Bool == false)
            #expect(known["personId"] as? String == first.rows[0]["personId"] as? String)
            #expect(known["firstSeen"] as? Int == 1_758_250_000_000)
            #expect(known["lastSeen"] as? Int == 1_758_250_000_000)
            #expect(known["cameraId"] as? String == "12")
            #expect(known["cameraName"] as? String == "Porch")
        }
    }

    @Test("the converter's shape has every documented key", arguments: [false, true])
    func converter(includesEmbeddings: Bool) async throws {
        var setup = ServiceSetup()
        setup.includesEmbeddings = includesEmbeddings
        try await withService(setup) { service in
            let body = RequestBody(
                rows: [.init(box: Fixture.personBox, id: "t1")], picture: try Fixture.picture, time: 1_758_250_000_000)
            let answer = try await service.post("/process?format=converter", body: body.converterJSON)
            #expect(answer.status == 200)
            expect(
                answer.body,
                has: [
                    "processed": .flag, "timestamp": .number, "deviceName": .text, "deviceId": .text, "personCount": .number,
                    "persons": .list, "isNew": .flag, "personIds": .list, "message": .text,
                ], "answer")
            expect(answer.body, has: Self.answerOfC, "answer")
            #expect(answer["message"] as? String == "Processed 1 person detections")
            let person = try #require(answer.rows.first)
            expect(person, has: Self.rowOfC, "person")
            expect(
                person,
                has: [
                    "className": .text, "label": .orNull([.text]), "score": .number, "boundingBox": .list, "id": .text,
                    "personId": .text, "isNew": .flag, "confidence": .number, "matchedCameras": .list,
                    "embedding": includesEmbeddings ? .list : .orNull([]),
                ], "person")
            if includesEmbeddings {
                let embedding = try #require(person["embedding"] as? [Double])
                #expect(embedding.count == 512)
                #expect(abs(embedding.reduce(0) { $0 + $1 * $1 } - 1) < 0.01)
            }
        }
    }

    @Test(
        "the converter's answer to no detections",
        arguments: [#"{"detections":[]}"#, #"{"detections":[{"className":"vehicle"}]}"#])
    func converterNothing(document: String) async throws {
        try await withService { service in
            let answer = try await service.post("/process?format=converter", body: document)
            #expect(answer["processed"] as? Bool == false)
            #expect(answer["isNew"] as? Bool == false)
            #expect(answer.body["personId"] is NSNull)
            expect(answer.body, has: ["timestamp": .number, "deviceName": .text, "deviceId": .text, "message": .text], "answer")
        }
    }

    // A request without any picture, as the oldest client sends it: new, and told apart row by row.
    @Test("the oldest converter client has no picture")
    func oldestClient() async throws {
        try await withService { service in
            let body = RequestBody(
                rows: [.init(box: [0, 0, 100, 300]), .init(label: "Ann", box: [500, 0, 100, 300])], picture: nil)
            let answer = try await service.post("/process?format=converter", body: body.converterJSON)
            #expect(answer["processed"] as? Bool == true)
            #expect(answer["isNew"] as? Bool == true)
            #expect(answer["degraded"] as? Bool == true)
            #expect(Set(answer["personIds"] as? [String] ?? []).count == 2)
        }
    }

    @Test("the binary twin gives the same decisions as JSON")
    func binary() async throws {
        let rows = [RequestBody.Row(box: Fixture.personBox)]
        try await withService { service in
            let body = RequestBody(rows: rows, picture: try Fixture.picture, time: 1_758_250_000_000)
            let first = try await service.post("/v1/frames", bytes: body.frame)
            #expect(first.status == 200)
            #expect(first.rows.first?["decision"] as? String == "new")
            var later = body
            later.time = 1_758_250_004_000
            later.camera = "Drive"
            let second = try await service.post("/process", body: later.json)
            #expect(second.rows.first?["decision"] as? String == "match")
            #expect(try #require(second.rows.first?["similarity"] as? Double) > 0.999)
            #expect(second.rows.first?["matchedCameras"] as? [String] == ["Porch", "Drive"])
        }
    }

    @Test("boxes that refer to another size are scaled to the picture")
    func inputDimensions() async throws {
        try await withService { service in
            var body = RequestBody(rows: [.init(box: Fixture.personBox)], picture: try Fixture.picture, time: 1_758_250_000_000)
            #expect(try await service.post("/process", body: body.json).rows.first?["isNew"] as? Bool == true)
            body.camera = "Drive"
            body.inputDimensions = [640, 360]
            body.rows[0].box = Fixture.personBox.map { $0 / 3 }
            let answer = try await service.post("/process", body: body.json)
            #expect(answer.rows.first?["isNew"] as? Bool == false)
            #expect(try #require(answer.rows.first?["similarity"] as? Double) > 0.97)
        }
    }

    @Test("a repeated idempotency key gets the first answer again")
    func idempotency() async throws {
        try await withService { service in
            let document = { (time: Int) in
                #"{"idempotencyKey":"k1","timestamp":\#(time),"detections":[{"className":"person","boundingBox":[0,0,100,300]}]}"#
            }
            let first = try await service.post("/process", body: document(1_758_250_000_000))
            let second = try await service.post("/process", body: document(1_758_250_001_000))
            #expect(first.rows.first?["isNew"] as? Bool == true)
            #expect(second.rows.first?["isNew"] as? Bool == true)
            #expect(first.rows.first?["personId"] as? String == second.rows.first?["personId"] as? String)
        }
    }

    @Test("health and readiness are what the old client expects")
    func health() async throws {
        try await withService { service in
            let health = try await service.get("/health")
            #expect(health.status == 200)
            #expect(health["status"] as? String == "healthy")
            expect(health.body, has: ["model_loaded": .flag, "tracked_persons": .number], "health")
            #expect(try await service.get("/ready")["ready"] as? Bool == true)
        }
    }
}
