import Foundation
import JSONText
import Recognition

/// How events, decisions and states are written: JSON, with embeddings as base64 of their numbers.
enum LogCoding {
    static func text(_ value: some Encodable) throws -> String {
        try JSONText.text(of: value)
    }

    static func value<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    /// An event, even one whose policy was written before some of today's numbers existed: those start as they start today.
    static func event(_ text: String) throws -> LogEntry.Event {
        do {
            return try value(text)
        } catch DecodingError.keyNotFound(let key, let context) {
            guard let written = try configuration(text) else { throw DecodingError.keyNotFound(key, context) }
            return try value(written)
        }
    }

    /// Nil unless the event is a configuration.
    private static func configuration(_ text: String) throws -> String? {
        let starting = try JSONSerialization.jsonObject(
            with: Data(Self.text(LogEntry.Event.configured(ModelID(""), MatchPolicy(slopeMilli: 0, offsetMicro: 0))).utf8))
        let written = try JSONSerialization.jsonObject(with: Data(text.utf8))
        guard let written = written as? [String: [String: Any]], written["configured"] != nil,
            let starting = starting as? [String: [String: Any]]
        else { return nil }
        let merged = starting.merging(written) { Self.merge($0, under: $1) }
        return String(decoding: try JSONSerialization.data(withJSONObject: merged), as: UTF8.self)
    }

    private static func merge(_ starting: [String: Any], under written: [String: Any]) -> [String: Any] {
        starting.merging(written) { old, new in
            guard let old = old as? [String: Any], let new = new as? [String: Any] else { return new }
            return merge(old, under: new)
        }
    }
}
