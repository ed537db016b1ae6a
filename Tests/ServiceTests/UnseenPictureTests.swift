import Foundation
import TestSupport
import Testing

/// Pictures of somebody whom a track names: they come along, and nobody looks at them.
@Suite struct UnseenPictureTests {
    private static let start: Int64 = 1_758_250_000_000

    /// - Parameter damage: a character that base64 does not have, so far before the text's end.
    private func body(_ rows: String, _ picture: [UInt8], damage: Int? = nil, at milliseconds: Int64 = start) -> String {
        var base64 = Data(picture).base64EncodedString()
        if let damage {
            let place = base64.index(base64.endIndex, offsetBy: -damage)
            base64.replaceSubrange(place..<base64.index(after: place), with: "*")
        }
        return #"{"deviceId":"1","timestamp":\#(milliseconds),"detections":[\#(rows)],"image":"\#(base64)"}"#
    }

    private func row(_ box: String = Fixture.person, track: String?) -> String {
        let id = track.map { #""\#($0)""# } ?? "null"
        return #"{"className":"person","score":0.9,"boundingBox":\#(box),"id":\#(id)}"#
    }

    /// Sends pictures until the track answers by itself.
    private func follow(_ track: String, with service: RunningService) async throws {
        let sent = body(row(track: track), try Fixture.picture)
        for _ in 0..<8 {
            let answer = try await service.post("/process", body: sent)
            if (answer["timings"] as? [String: Double])?["embed"] == 0 { return }
        }
        Issue.record("the track never answered by itself")
    }

    @Test("what is wrong behind the header of a picture is not noticed where nobody looks")
    func damaged() async throws {
        try await withService { service in
            try await follow("t1", with: service)
            let known = body(row(track: "t1"), try Fixture.picture, damage: 50)
            for path in ["/process", "/process?strict=1"] {
                let answer = try await service.post(path, body: known)
                #expect(answer.status == 200)
                #expect(answer["degraded"] as? Bool == false)
                #expect(answer.rows.map { $0["decision"] as? String } == ["continued"])
            }
        }
    }

    // What it was before pictures were decoded late.
    @Test("where somebody must look, the whole picture counts as undecodable")
    func lookedAt() async throws {
        try await withService { service in
            try await follow("t1", with: service)
            let rows = "\(row(track: "t1")),\(row("[200,400,150,500]", track: nil))"
            let sent = body(rows, try Fixture.picture, damage: 50)
            let answer = try await service.post("/process", body: sent)
            #expect(answer["degraded"] as? Bool == true)
            #expect(answer.rows.map { $0["decision"] as? String } == ["continued", "failopen"])
            #expect(answer.rows.last?["reason"] as? [String] == ["undecodable"])
            let strict = try await service.post("/process?strict=1", body: sent)
            #expect(strict.status == 400)
        }
    }

    @Test("a picture whose header is of no use is told of all the same")
    func uselessHeader() async throws {
        try await withService { service in
            try await follow("t1", with: service)
            for picture in [Array("no picture at all".utf8), Fixture.pngBomb] {
                let sent = body(row(track: "t1"), picture)
                let answer = try await service.post("/process", body: sent)
                #expect(answer.rows.map { $0["decision"] as? String } == ["continued"])
                let strict = try await service.post("/process?strict=1", body: sent)
                #expect(strict.status == 400)
            }
        }
    }

    @Test("requests that are sent ahead are answered one after the other", .timeLimit(.minutes(1)))
    func sentAhead() async throws {
        try await withService { service in
            // Larger than what a connection reads at once.
            let body = body(row(track: nil), [UInt8](repeating: 7, count: 1 << 20))
            let requests = (0..<4).map { number in
                "POST /process HTTP/1.1\r\nhost: x\r\ncontent-length: \(body.utf8.count)\r\n"
                    + (number == 3 ? "connection: close\r\n" : "") + "\r\n\(body)"
            }
            let answers = try await service.sendAndWaitForClose(requests.joined())
            #expect(answers.components(separatedBy: "HTTP/1.1 200").count == 5)
            #expect(answers.components(separatedBy: #""undecodable""#).count == 5)
        }
    }

    @Test("a box that the frame's border cuts is compared, and said to be cut", arguments: ["true", "false"])
    func clipped(value: String) async throws {
        try await withService { service in
            let sent = row(track: nil).replacingOccurrences(of: #""score""#, with: #""clipped":\#(value),"score""#)
            let first = try await service.post("/process", body: body(sent, try Fixture.picture))
            let again = try await service.post("/process", body: body(sent, try Fixture.picture, at: Self.start + 5_000))
            #expect([first, again].map { $0.rows.first?["decision"] as? String } == ["new", "match"])
            for answer in [first, again] {
                #expect((answer.rows.first?["reason"] as? [String])?.contains("cropped") == (value == "true"))
            }
        }
    }
}
