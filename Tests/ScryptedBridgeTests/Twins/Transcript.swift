import Foundation
import ScryptedRPC
import TestSupport

/// What a real server and a client of its, or a plugin, said to each other.
struct Transcript {
    struct Message {
        var isFromServer: Bool
        /// Nil for a buffer.
        var json: JSONValue?
        var buffer: [UInt8]?
    }

    var messages: [Message]

    init(_ name: String) throws {
        let file = Fixture.root.appendingPathComponent("Tests/ScryptedRPCTests/Transcripts/\(name).jsonl")
        messages = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let line = try JSONValue(parsing: Array(line.utf8))
            let isFromServer = line["dir"] == "server->client" || line["dir"] == "host->plugin"
            if let json = line["json"] { return Message(isFromServer: isFromServer, json: json) }
            if let text = line["text"]?.string {
                // Only `4` is a message; the rest is engine.io's own.
                guard text.hasPrefix("4") else { return nil }
                return Message(isFromServer: isFromServer, json: try JSONValue(parsing: Array(text.utf8.dropFirst())))
            }
            return (line["binary_base64"] ?? line["base64"])?.string.flatMap { Data(base64Encoded: $0) }.map {
                Message(isFromServer: isFromServer, buffer: Array($0))
            }
        }
    }
}
