import Foundation
import NIOCore
import NIOWebSocket
import ScryptedRPC
import TestSupport
import Testing

/// What a real server and its clients said to each other.
@Suite struct EngineIOTranscriptTests {
    private struct Line: Decodable {
        var dir: String
        var text: String?
        var binary: Data?

        enum CodingKeys: String, CodingKey {
            case dir, text
            case binary = "binary_base64"
        }

        var piece: WebSocketPiece? {
            text.map { WebSocketPiece(.text, Array($0.utf8)) } ?? binary.map { WebSocketPiece(.binary, Array($0)) }
        }
    }

    @Test("a recorded conversation is understood, and ours looks like it", arguments: ["04-engineio-client", "05-attach"])
    func replay(name: String) throws {
        let file = Fixture.root.appendingPathComponent("Tests/ScryptedRPCTests/Transcripts/\(name).jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        var codec = EngineIOCodec(limits: RPCLimits())
        var delivered: [RPCPacket] = []
        var expected: [[UInt8]] = []
        var session: EngineIOSession?
        for line in lines where line.dir == "server->client" {
            guard let piece = line.piece else { continue }
            if line.text?.first == "4" { expected.append(Array(piece.payload.dropFirst())) }
            for action in codec.receive(piece, at: .now()) {
                switch action {
                case .opened(let opened): session = opened
                case .deliver(let packet): delivered.append(packet)
                case .send, .end: Issue.record("\(action)")
                }
            }
        }
        let maximum = try #require(session?.maximumPayload)
        #expect(maximum == 20_000_000)
        #expect(delivered.map(\.json) == expected)
        #expect(delivered.contains { !$0.buffers.isEmpty } == (name == "04-engineio-client"))

        // The recorded client's packets, put together and taken apart again.
        let theirs = lines.filter { $0.dir == "client->server" }.compactMap(\.piece)
        var buffers: [[UInt8]] = []
        var ours: [WebSocketPiece] = []
        for piece in theirs {
            guard piece.opcode == .text else { buffers.append(piece.payload); continue }
            ours += try RPCPacket(buffers: buffers, json: Array(piece.payload.dropFirst())).pieces(maximumPayload: maximum)
            buffers = []
        }
        #expect(ours == theirs)
    }
}
