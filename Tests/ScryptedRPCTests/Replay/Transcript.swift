import Foundation
import Testing

@testable import ScryptedRPC

/// What a real server and a client said to each other, message by message.
struct Transcript: Sendable, CustomTestStringConvertible {
    struct Line: Sendable {
        let isFromServer: Bool
        let message: JSONValue
        let buffers: [[UInt8]]
        /// What the frame's head said; nil for messages that travelled without one.
        let length: Int?

        /// Whose end a `finalize` is.
        var finalized: String { message["__local_proxy_id"]?.string ?? "" }
        var type: String { message["type"]?.string ?? "" }
        var packet: RPCPacket { RPCPacket(buffers: buffers, json: message.utf8) }
    }

    let name: String
    let lines: [Line]

    var testDescription: String { name }

    static let all = [
        "01-spawn-convert", "02-media-mixin-events", "03-swift-spawn-convert", "04-engineio-client", "05-attach", "native-full",
    ].map(Transcript.init)

    init(_ name: String) {
        self.name = name
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Transcripts")
        guard let text = try? String(contentsOf: folder.appending(path: "\(name).jsonl"), encoding: .utf8) else {
            fatalError("the transcript \(name) is missing")
        }
        var buffers: [Bool: [[UInt8]]] = [:]
        var lines: [Line] = []
        for line in text.split(separator: "\n") {
            guard let entry = try? JSONValue(parsing: String(line)) else { fatalError("a line of \(name) is no JSON") }
            let isFromServer = ["host->plugin", "server->client"].contains(entry["dir"]?.string)
            if let base64 = (entry["base64"] ?? entry["binary_base64"])?.string {
                buffers[isFromServer, default: []].append(Array(Data(base64Encoded: base64) ?? Data()))
            } else if let message = Self.message(entry) {
                lines.append(
                    Line(
                        isFromServer: isFromServer, message: message, buffers: buffers.removeValue(forKey: isFromServer) ?? [],
                        length: (entry["length"] ?? entry["len"])?.integer.map(Int.init)))
            }
        }
        self.lines = lines
    }

    /// Nil for what is no message: the handshake and its like.
    private static func message(_ entry: JSONValue) -> JSONValue? {
        if let json = entry["json"] { return json }
        guard let text = entry["text"]?.string, text.hasPrefix("4") else { return nil }
        return try? JSONValue(parsing: String(text.dropFirst()))
    }
}
