import ArgumentParser
import Foundation
import Inference
import Recognition
import Synchronization

/// The settings as they are now: some may be changed while the service runs, and are kept in `settings.json` then.
final class LiveSettings: Sendable {
    /// Why a setting was not changed; a sentence for the user.
    struct Refusal: Error, CustomStringConvertible {
        var description: String
    }

    private let settings: Mutex<ServiceSettings>
    private let file: URL
    /// Keys that a flag or a variable decides: changing the file would be undone at the next start.
    private let decidedElsewhere: Set<String>

    init(_ settings: ServiceSettings, file: URL, decidedElsewhere: Set<String>) {
        self.settings = Mutex(settings)
        self.file = file
        self.decidedElsewhere = decidedElsewhere
    }

    /// Of a running command, whose own arguments and environment are looked at.
    convenience init(_ settings: ServiceSettings, command: String) {
        self.init(
            settings, file: HomeFolder(setting: settings.common.home).settingsFile,
            decidedElsewhere: CommandLineArguments.decided(
                command, arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment))
    }

    var now: ServiceSettings { settings.withLock { $0 } }

    func policy(for model: LoadedModel) -> MatchPolicy {
        now.policy(for: model)
    }

    /// Changes one setting by its key in `settings.json`, there too.
    /// - Parameter text: as on the command line; nil goes back to what holds without the setting.
    /// - Throws: `Refusal`, with nothing changed.
    func change(_ key: String, to text: String?) throws {
        guard !decidedElsewhere.contains(key) else {
            throw Refusal(description: "\(key) was given on the command line or in the environment: change it there.")
        }
        try settings.withLock { settings in
            var changed = settings
            try Self.set(key, text, in: &changed)
            do {
                try SettingsFile(url: file).set(key, to: text)
            } catch {
                throw Refusal(description: "\(file.path) cannot be written: \(error.localizedDescription)")
            }
            settings = changed
        }
    }

    /// Parses as the command line does, so that limits and sentences are the same.
    private static func set(_ key: String, _ text: String?, in settings: inout ServiceSettings) throws {
        do {
            switch key {
            case "threshold": settings.common.threshold = try CommonSettings.parse(arguments("threshold", text)).threshold
            case "logLevel": settings.common.logLevel = try CommonSettings.parse(arguments("log-level", text)).logLevel
            case "window": settings.recognition.window = try RecognitionSettings.parse(arguments("window", text)).window
            case "retention":
                settings.recognition.retention = try RecognitionSettings.parse(arguments("retention", text)).retention
            case "notifiers": settings.scrypted.notifiers = text
            case "notify": settings.scrypted.notify = text == "true"
            case "allCameras": settings.scrypted.allCameras = text == "true"
            default: throw Refusal(description: "There is no setting \"\(key)\" that can be changed here.")
            }
            try settings.recognition.checkTogether()
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as ValidationError {
            throw Refusal(description: error.message)
        } catch {
            throw Refusal(description: CommonSettings.message(for: error))
        }
    }

    private static func arguments(_ flag: String, _ text: String?) -> [String] {
        text.map { ["--\(flag)=\($0)"] } ?? []
    }
}
