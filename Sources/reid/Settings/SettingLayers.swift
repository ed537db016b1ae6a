import ArgumentParser
import Foundation

/// Turns `settings.json` and `REID_…` variables into flags in front of the command line's own, where later ones win.
///
/// So a setting is declared once, as a flag with its help: `--maximum-body` is `REID_MAXIMUM_BODY` in the environment
/// and `"maximumBody"` in the file.
struct SettingLayers {
    /// One setting, read off the declaration.
    struct Key {
        /// As in `settings.json`.
        var property: String
        var isFlag: Bool

        var flag: String { Self.words(property).joined(separator: "-") }
        var variable: String { "REID_" + Self.words(property).joined(separator: "_").uppercased() }

        private static func words(_ camelCase: String) -> [String] {
            camelCase.reduce(into: [""]) { words, character in
                if character.isUppercase { words.append("") }
                words[words.count - 1] += character.lowercased()
            }
        }

        /// The one argument that sets this key; nil when the value is of no use for it.
        func argument(for value: String) -> String? {
            guard isFlag else { return "--\(flag)=\(value)" }
            switch value.lowercased() {
            case "1", "true", "yes", "on": return "--\(flag)"
            case "0", "false", "no", "off": return "--no-\(flag)"
            default: return nil
            }
        }

        /// Whether `argument` sets this key.
        func isSet(by argument: String) -> Bool {
            argument.hasPrefix("--\(flag)=") || argument == "--\(flag)" || argument == "--no-\(flag)"
        }
    }

    /// Why a layer cannot be used; a sentence for the user.
    struct Failure: Error {
        var message: String
    }

    let keys: [Key]

    /// - Parameter groups: the option groups a command has; only their declarations are looked at.
    init(of groups: [any ParsableArguments.Type]) {
        keys = groups.flatMap { group in
            Mirror(reflecting: group.init()).children.compactMap { child in
                guard let label = child.label else { return nil }
                return Key(property: label.hasPrefix("_") ? String(label.dropFirst()) : label, isFlag: child.value is Flag<Bool>)
            }
        }
    }

    func arguments(environment: [String: String]) throws -> [String] {
        try keys.compactMap { key in
            guard let value = environment[key.variable], !value.isEmpty else { return nil }
            guard let argument = key.argument(for: value) else {
                throw Failure(message: "\(key.variable) must be true or false.")
            }
            return argument
        }
    }

    /// - Parameters:
    ///   - file: a JSON object; a missing file sets nothing.
    ///   - others: keys that other commands know; they are allowed, and of no effect here.
    func arguments(file: URL, others: @autoclosure () -> Set<String>) throws -> [String] {
        guard let bytes = try? Data(contentsOf: file) else { return [] }
        guard let values = try? JSONDecoder().decode([String: SettingValue].self, from: bytes) else {
            throw Failure(message: "\(file.path) must hold one JSON object of texts, numbers and true or false.")
        }
        return try values.sorted { $0.key < $1.key }.compactMap { name, value in
            guard let key = keys.first(where: { $0.property == name }) else {
                guard others().contains(name) else {
                    throw Failure(message: "\(file.path) has an unknown setting \"\(name)\".")
                }
                return nil
            }
            guard let argument = key.argument(for: value.text) else {
                throw Failure(message: "\"\(name)\" in \(file.path) must be true or false.")
            }
            return argument
        }
    }
}
