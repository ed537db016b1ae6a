import Foundation

/// `settings.json`, changed key by key; what else stands in it stays.
struct SettingsFile {
    var url: URL

    /// - Parameter text: nil takes the key out. Numbers and true or false are written as such.
    func set(_ key: String, to text: String?) throws {
        var values: [String: Value] = [:]
        if let bytes = try? Data(contentsOf: url) { values = try JSONDecoder().decode([String: Value].self, from: bytes) }
        values[key] = text.map(Value.init(text:))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(values) + Data("\n".utf8)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url, options: .atomic)
    }

    private enum Value: Codable {
        case flag(Bool)
        case whole(Int)
        case number(Double)
        case text(String)

        init(text: String) {
            if text == "true" || text == "false" {
                self = .flag(text == "true")
            } else if let whole = Int(text) {
                self = .whole(whole)
            } else if let number = Double(text), number.isFinite {
                self = .number(number)
            } else {
                self = .text(text)
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let whole = try? container.decode(Int.self) {
                self = .whole(whole)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .flag(let flag): try container.encode(flag)
            case .whole(let whole): try container.encode(whole)
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }
}
