import AsyncHTTPClient
import Foundation
import Imaging
import ReIdentification
import TestSupport
import Testing

/// Every row of the contract's table of bad input, over a real socket.
@Suite struct BadInputTests {
    // Nothing of the request is repeated in the answer, and nothing is recorded.
    @Test(
        "a body that is no request gets 422 and a sentence",
        arguments: [
            ("", "not-json"), ("hello", "not-json"), ("[]", "not-json"), ("{\"detections\":", "not-json"),
            ("{\"marker\":1}", "wrong-shape"), ("{\"detections\":\"marker\"}", "wrong-shape"),
            ("{\"detections\":[{\"className\":[\"marker\"]}]}", "wrong-shape"),
        ])
    func notARequest(body: String, code: String) async throws {
        try await withService { service in
            let answer = try await service.post("/process", body: body)
            #expect(answer.status == 422)
            #expect(answer["error"] as? String == code)
            let detail = try #require(answer["detail"] as? String)
            #expect(detail.hasSuffix("."))
            #expect(!detail.contains("marker"))
            #expect(try await service.get("/health")["tracked_persons"] as? Int == 0)
        }
    }

    @Test("what names the camera and the time may be missing")
    func defaults() async throws {
        try await withService { service in
            let answer = try await service.post("/process", body: #"{"detections":[]}"#)
            #expect(answer.status == 200)
            #expect(answer["deviceId"] as? String == "unknown")
            #expect(answer["deviceName"] as? String == "unknown")
            let timestamp = try #require(answer["timestamp"] as? Double)
            #expect(abs(timestamp / 1000 - Date().timeIntervalSince1970) < 600)
        }
    }

    // A picture that cannot be used: every row is new, and says why.
    @Test(
        "a picture of no use is answered fail-open",
        arguments: [
            ("none", nil, "no-picture"),
            ("empty", [], "no-picture"),
            ("garbage", Array("this is no picture at all".utf8), "undecodable"),
            ("a JPEG's first bytes", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "truncated"),
        ] as [(String, [UInt8]?, String)])
    func uselessPicture(name: String, picture: [UInt8]?, reason: String) async throws {
        try await withService { service in
            let body = RequestBody(rows: [.init(box: [10, 10, 100, 300]), .init(box: [500, 10, 100, 300])], picture: picture)
            let answer = try await service.post("/process", body: body.json)
            #expect(answer.status == 200)
            #expect(answer["degraded"] as? Bool == true)
            for row in answer.rows {
                #expect(row["decision"] as? String == "failopen")
                #expect(row["isNew"] as? Bool == true)
                #expect((row["reason"] as? [String])?.contains(reason) == true, "\(row)")
            }
            #expect(Set(answer.rows.map { $0["personId"] as? String }).count == 2)
            let strict = try await service.post("/process?strict=1", body: body.json)
            #expect(strict.status == 400)
        }
    }

    @Test("malformed base64 is a picture of no use")
    func malformedBase64() async throws {
        try await withService { service in
            let answer = try await service.post(
                "/process",
                body: #"{"detections":[{"className":"person","score":0.9,"boundingBox":[0,0,100,300]}],"image":"***"}"#)
            #expect(answer.status == 200)
            #expect(answer.rows.first?["decision"] as? String == "failopen")
        }
    }

    @Test("a truncated JPEG is used as far as it goes")
    func truncated() async throws {
        try await withService { service in
            let picture = try Fixture.picture
            let half = Array(picture.prefix(picture.count * 6 / 10))
            // One box at the very top, one at the very bottom.
            let body = RequestBody(rows: [.init(box: [800, 10, 120, 200]), .init(box: [200, 870, 120, 200])], picture: half)
            let rows = try await service.post("/process", body: body.json).rows
            #expect(rows.map { $0["decision"] as? String } == ["new", "failopen"])
            #expect(rows[1]["reason"] as? [String] == ["truncated"])
        }
    }

    @Test("a decompression bomb is turned away by its header")
    func bomb() async throws {
        try await withService { service in
            // A PNG header that claims 60,000 × 60,000 pixels.
            let body = RequestBody(rows: [.init(box: [10, 10, 100, 300])], picture: Fixture.pngBomb)
            let answer = try await service.post("/process", body: body.json)
            #expect(answer.status == 200)
            #expect(answer.rows.first?["reason"] as? [String] == ["picture-too-large"])
            #expect(answer.rows.first?["isNew"] as? Bool == true)
        }
    }

    // One row's bad box never costs another row its answer.
    @Test(
        "a bad box is insufficient, the others are processed",
        arguments: [
            "[5000,5000,100,300]", "[-500,-500,100,300]", "[10,10,0,300]", "[10,10,100,-300]", "[NaN,10,100,300]", "[1,2,3]",
            "\"x\"",
            "null",
        ])
    func badBox(box: String) async throws {
        try await withService { service in
            let good = Fixture.person
            let picture = try Data(Fixture.picture).base64EncodedString()
            let answer = try await service.post(
                "/process",
                body: """
                    {"detections":[{"className":"person","score":0.9,"boundingBox":\(box)},
                                   {"className":"person","score":0.9,"boundingBox":\(good)}],"image":"\(picture)"}
                    """)
            #expect(answer.status == 200)
            #expect(answer.rows.map { $0["decision"] as? String } == ["insufficient", "new"])
            #expect(answer["degraded"] as? Bool == false)
        }
    }

    @Test("a body over the limit gets 413, announced or not")
    func tooLarge() async throws {
        var setup = ServiceSetup()
        setup.maximumBodyBytes = 10_000
        try await withService(setup) { service in
            let body = [UInt8](repeating: 0x20, count: 10_001)
            let announced = try await service.post("/process", bytes: body)
            let unannounced = try await service.postChunked("/process", bytes: body)
            let small = try await service.post("/process", body: #"{"detections":[]}"#)
            #expect([announced, unannounced, small].map(\.status) == [413, 413, 200])
        }
    }

    @Test("bodies beyond what can be held get 429 and a time to come back")
    func tooManyBodies() async throws {
        var setup = ServiceSetup()
        setup.maximumHeldBytes = 100
        try await withService(setup) { service in
            let answer = try await service.post("/process", bytes: [UInt8](repeating: 0x20, count: 101))
            #expect(answer.status == 429)
            #expect(answer.headers["retry-after"].first == "1")
            #expect(try await service.post("/process", body: #"{"detections":[]}"#).status == 200)
        }
    }

    @Test("a picture over the pixel limit is of no use")
    func tooManyPixels() async throws {
        var setup = ServiceSetup()
        setup.maximumPixels = 1_000_000
        try await withService(setup) { service in
            let body = RequestBody(rows: [.init(box: [10, 10, 100, 300])], picture: try Fixture.picture)
            #expect(
                try await service.post("/process", body: body.json).rows.first?["reason"] as? [String] == ["picture-too-large"])
        }
    }

    // Both are said as "overloaded" or "deadline"; a strict client is told to come back.
    @Test("no room to wait is answered fail-open, and 429 when asked to be strict")
    func overloaded() async throws {
        var setup = ServiceSetup()
        setup.waitingPictures = 0
        try await withService(setup) { service in
            let body = RequestBody(rows: [.init(box: [10, 10, 100, 300])], picture: try Fixture.picture)
            let answer = try await service.post("/process", body: body.json)
            #expect(answer.status == 200)
            #expect(answer["degraded"] as? Bool == true)
            #expect(answer.rows.first?["isNew"] as? Bool == true)
            #expect(answer.rows.first?["reason"] as? [String] == ["overloaded"])
            let strict = try await service.post("/process?strict=1", body: body.json)
            #expect(strict.status == 429)
            #expect(strict.headers["retry-after"].first == "1")
        }
    }

    @Test("a row without an embedding at the deadline is answered fail-open")
    func deadline() async throws {
        var setup = ServiceSetup()
        setup.deadline = .zero
        try await withService(setup) { service in
            let body = RequestBody(rows: [.init(box: [10, 10, 100, 300])], picture: try Fixture.picture)
            let answer = try await service.post("/process", body: body.json)
            #expect(answer.status == 200)
            #expect(answer.rows.first?["decision"] as? String == "failopen")
            #expect(answer["degraded"] as? Bool == true)
        }
    }

    @Test("of more than 64 rows the best scores are processed, and all are answered in order")
    func manyRows() async throws {
        try await withService { service in
            // Rows side by side; the first six have the lowest scores.
            let rows = (0..<70).map { index in
                RequestBody.Row(score: index < 6 ? 0.1 : 0.9, box: [Double(index * 27), 100, 26, 200])
            }
            let answer = try await service.post("/process", body: RequestBody(rows: rows, picture: try Fixture.picture).json)
            #expect(answer.rows.count == 70)
            #expect(answer.rows.map { ($0["boundingBox"] as? [Double])?.first } == rows.map(\.box.first))
            let failed = answer.rows.map { $0["decision"] as? String == "failopen" }
            #expect(failed == (0..<70).map { $0 < 6 })
            #expect(answer.rows[0]["reason"] as? [String] == ["too-many-rows"])
        }
    }

    @Test("thousands of rows are all answered, and none of them loses its place")
    func thousandsOfRows() async throws {
        try await withService { service in
            let rows = (0..<3_000).map { RequestBody.Row(score: 0.5, box: [Double($0 % 1900), 10, 5, 5]) }
            let answer = try await service.post("/process", body: RequestBody(rows: rows, picture: nil).json)
            #expect(answer.status == 200)
            #expect(answer.rows.count == 3_000)
            #expect(answer.rows.allSatisfy { $0["isNew"] as? Bool == true })
        }
    }

    // The token, as a header or in the address; health stays open for whoever restarts the service.
    @Test("a wrong or missing token gets 401 where one is required")
    func token() async throws {
        var setup = ServiceSetup()
        setup.token = "right"
        try await withService(setup) { service in
            let body = #"{"detections":[]}"#
            for (path, authorization, status) in [
                ("/process", nil, 401), ("/process?token=wrong", nil, 401), ("/process?token=right", nil, 200),
                ("/process", "Bearer right", 200), ("/process", "bearer right", 200), ("/process", "Bearer righ", 401),
                ("/process", "Bearer rightly", 401), ("/process", "Basic right", 401),
            ] as [(String, String?, Int)] {
                let headers = authorization.map { ["authorization": $0] } ?? [:]
                let answer = try await service.post(path, body: body, headers: headers)
                #expect(answer.status == status, "\(path) \(authorization ?? "")")
            }
            let open = try await [service.get("/health").status, service.get("/ready").status]
            #expect(open == [200, 200])
        }
    }

    @Test("an unknown path gets 404, an unknown format 400, a binary frame cut short 422")
    func unknown() async throws {
        try await withService { service in
            let answers = try await [
                service.get("/nothing"), service.post("/process?format=xml", body: #"{"detections":[]}"#),
                service.post("/v1/frames", bytes: [0, 0, 1]), service.post("/v1/frames", bytes: [0, 0, 1, 0, 123]),
            ]
            #expect(answers.map(\.status) == [404, 400, 422, 422])
            for answer in answers {
                let detail = try #require(answer["detail"] as? String)
                #expect(detail.hasSuffix("."))
                #expect(answer["error"] is String)
            }
        }
    }

    // The time-out counts from the request's first byte, so that a byte now and then does not help.
    @Test("a sender that is too slow is cut off", .timeLimit(.minutes(1)))
    func slowSender() async throws {
        var setup = ServiceSetup()
        // Long enough for the head to get there while everything else is being tested on the same cores.
        setup.sendTimeout = .seconds(5)
        try await withService(setup) { service in
            let head = "POST /process HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"
            let answer = try await service.sendAndWaitForClose(head)
            #expect(answer.hasPrefix("HTTP/1.1 408"))
            #expect(answer.contains(#""error":"too-slow""#))
            // One that never finishes its head is just cut off.
            #expect(try await service.sendAndWaitForClose("POST /process HTTP/1.1\r\nhost:") == "")
            #expect(try await service.get("/health").status == 200)
        }
    }

    // What is announced takes nobody's place; only what has come does.
    @Test("a body that is announced and never sent keeps nobody else out", .timeLimit(.minutes(1)))
    func announcedOnly() async throws {
        var setup = ServiceSetup()
        setup.maximumBodyBytes = 1_000
        setup.maximumHeldBytes = 1_000
        setup.sendTimeout = .seconds(2)
        try await withService(setup) { service in
            async let waiting = service.sendAndWaitForClose("POST /process HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{")
            let answer = try await service.post("/process", body: #"{"detections":[]}"#)
            #expect(answer.status == 200)
            let cut = try await waiting
            #expect(cut.hasPrefix("HTTP/1.1 408"))
        }
    }

    @Test("a request that is not HTTP is turned away", .timeLimit(.minutes(1)))
    func notHTTP() async throws {
        try await withService { service in
            let answer = try await service.sendAndWaitForClose("\u{1}\u{2}\u{3} garbage\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 400"))
            let health = try await service.get("/health")
            #expect(health.status == 200)
        }
    }
}
