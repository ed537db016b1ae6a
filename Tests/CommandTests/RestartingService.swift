import AsyncHTTPClient
import Foundation
import NIOCore
import TestSupport
import Testing

/// `reid serve` with one home folder over many lives, asked about people who are known by name.
final class RestartingService: Sendable {
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("lives-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: home) }

    struct Life {
        let program: Program
        let port: Int
    }

    func start() async throws -> Life {
        let program = try Program(
            ["serve", "--port", "0", "--offline", "--log-level", "warning"], environment: ["REID_HOME": home.path])
        let greeting = try await program.firstLine()
        return Life(program: program, port: try #require(greeting.split(separator: ":").last.flatMap { Int($0) }))
    }

    func run(_ arguments: [String]) async throws -> Program.Run {
        try await Program.run(arguments, environment: ["REID_HOME": home.path])
    }
}

/// One picture's question: who is there by name, and under which key a lost answer may be asked for again.
struct Question: Sendable, Hashable {
    var key: String
    var names: [String]

    struct Row: Sendable, Hashable {
        var personID: String
        var isNew: Bool
        var decision: String
    }

    /// - Throws: when nobody answers (any more).
    func ask(port: Int) async throws -> [Row] {
        let rows = names.enumerated().map { index, name in
            [
                "className": "person", "score": 0.9, "label": name, "boundingBox": [index * 300, 0, 100, 300], "id": name,
            ] as [String: Any]
        }
        let document: [String: Any] = [
            "deviceId": "1", "deviceName": "Porch", "detections": rows, "inputDimensions": [1920, 1080], "idempotencyKey": key,
        ]
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/process")
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: document)))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        let answer = try JSONSerialization.jsonObject(with: Data(bytes.readableBytesView)) as? [String: Any]
        let answered = try #require(answer?["detections"] as? [[String: Any]])
        return try answered.map { row in
            Row(
                personID: try #require(row["personId"] as? String), isNew: try #require(row["isNew"] as? Bool),
                decision: try #require(row["decision"] as? String))
        }
    }
}
