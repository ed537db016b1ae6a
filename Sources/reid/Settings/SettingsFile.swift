import Foundation

/// `settings.json`, changed key by key; what else stands in it stays.
struct SettingsFile {
    var url: URL

    /// - Parameter text: nil takes the key out. Numbers and true or false are written as such.
    func set(_ key: String, to text: String?) throws {
        var values: [String: SettingValue] = [:]
        if let bytes = try? Data(contentsOf: url) { values = try JSONDecoder().decode([String: SettingValue].self, from: bytes) }
        values[key] = text.map(SettingValue.init(_:))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(values) + Data("\n".utf8)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url, options: .atomic)
    }
}
