import ArgumentParser
import Foundation

/// The command line with the settings of file and environment put in front of its own flags.
enum CommandLineArguments {
    /// The option groups of every command that has settings.
    private static var groups: [String: [any ParsableArguments]] {
        [
            "serve": [
                CommonSettings(), RecognitionSettings(), ScryptedSettings(), HTTPSettings(), ServerSettings(), LogFileSettings(),
                LogLimitSettings(),
            ],
            "plugin": [CommonSettings(), RecognitionSettings(), ScryptedSettings(), LogFileSettings(), LogLimitSettings()],
            "embed": [CommonSettings()],
            "bench": [CommonSettings()],
            "compare": [CommonSettings()],
            "explain": [HomeChoice(), LogFileSettings()],
            "demo": [CommonSettings()],
            "doctor": [CommonSettings(), HTTPSettings(), LogFileSettings()],
            "replay": [HomeChoice(), LogFileSettings()],
            "login": [ServerChoice()],
            "deploy": [ServerChoice()],
            "undeploy": [ServerChoice()],
            "model list": [ModelFolder()],
            "model fetch": [ModelFolder()],
            "model verify": [ModelFolder()],
            "model info": [ModelFolder()],
        ]
    }

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
            let everything = SettingLayers(of: Self.groups.values.flatMap { $0 }).keys.map(\.property)
            let file = try layers.arguments(file: home.settingsFile, others: Set(everything))
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

    /// Parses one layer alone, so that a mistake in it is blamed on it.
    private static func check(_ arguments: [String], of groups: [any ParsableArguments], origin: String) throws {
        for group in groups {
            let type = type(of: group)
            let keys = SettingLayers(of: [group]).keys
            let mine = arguments.filter { argument in keys.contains { $0.isSet(by: argument) } }
            do {
                _ = try type.parse(mine)
            } catch {
                throw SettingLayers.Failure(message: "In \(origin): \(type.message(for: error))")
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
