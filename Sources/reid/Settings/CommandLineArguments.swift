import ArgumentParser
import Foundation

/// The command line with the settings of file and environment put in front of its own flags.
enum CommandLineArguments {
    /// The option groups of every command that has settings.
    private static let groups: [String: [any ParsableArguments.Type]] = [
        "serve": [
            CommonSettings.self, RecognitionSettings.self, ScryptedSettings.self, HTTPSettings.self, ServerSettings.self,
            LogFileSettings.self, LogLimitSettings.self,
        ],
        "plugin": [
            CommonSettings.self, RecognitionSettings.self, ScryptedSettings.self, LogFileSettings.self, LogLimitSettings.self,
        ],
        "embed": [CommonSettings.self],
        "bench": [CommonSettings.self],
        "compare": [CommonSettings.self],
        "explain": [HomeChoice.self, LogFileSettings.self],
        "demo": [CommonSettings.self],
        "doctor": [CommonSettings.self, HTTPSettings.self, LogFileSettings.self],
        "replay": [HomeChoice.self, LogFileSettings.self],
        "login": [ServerChoice.self],
        "deploy": [ServerChoice.self],
        "undeploy": [ServerChoice.self],
        "model list": [ModelFolder.self],
        "model fetch": [ModelFolder.self],
        "model verify": [ModelFolder.self],
        "model info": [ModelFolder.self],
    ]

    /// - Throws: `CommandFailure` (usage) naming the file or variable that is wrong.
    static func layered(_ arguments: [String], environment: [String: String]) throws -> [String] {
        // A command is one word or, under `model`, two.
        let words = arguments.first == "model" ? 2 : 1
        let command = Array(arguments.prefix(words))
        guard let groups = groups[command.joined(separator: " ")] else { return arguments }
        let own = Array(arguments.dropFirst(words))
        guard !own.contains("--help"), !own.contains("-h") else { return arguments }

        let layers = SettingLayers(of: groups)
        let home = HomeFolder(setting: value(of: "--home", in: own) ?? environment["REID_HOME"], environment: environment)
        do {
            let file = try layers.arguments(file: home.settingsFile, others: everything)
            let variables = try layers.arguments(environment: environment)
            try check(file, of: groups, origin: home.settingsFile.path)
            try check(variables, of: groups, origin: "an environment variable REID_…")
            return command + file + variables + own
        } catch let failure as SettingLayers.Failure {
            throw CommandFailure.usage(failure.message)
        }
    }

    /// Keys of `settings.json` that this command line or the environment decides, whatever the file says.
    static func decided(_ command: String, arguments: [String], environment: [String: String]) -> Set<String> {
        let keys = SettingLayers(of: groups[command] ?? []).keys.filter { key in
            environment[key.variable]?.isEmpty == false || arguments.contains { key.isSet(by: $0) }
        }
        return Set(keys.map(\.property))
    }

    /// Keys that any command knows.
    private static let everything = Set(SettingLayers(of: groups.values.flatMap { $0 }).keys.map(\.property))

    /// Parses one layer alone, so that a mistake in it is blamed on it. Groups of which it sets nothing are left out: parsing
    /// all of them would be a tenth of what a start takes.
    private static func check(_ arguments: [String], of groups: [any ParsableArguments.Type], origin: String) throws {
        guard !arguments.isEmpty else { return }
        for group in groups {
            let keys = SettingLayers(of: [group]).keys
            let mine = arguments.filter { argument in keys.contains { $0.isSet(by: argument) } }
            guard !mine.isEmpty else { continue }
            do {
                _ = try group.parse(mine)
            } catch {
                throw SettingLayers.Failure(message: "In \(origin): \(group.message(for: error))")
            }
        }
    }

    private static func value(of flag: String, in arguments: [String]) -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument == flag { return arguments.dropFirst(index + 1).first }
            if argument.hasPrefix(flag + "=") { return String(argument.dropFirst(flag.count + 1)) }
        }
        return nil
    }
}
