import Foundation
import Inference
import Recognition
import ScryptedBridge
import ScryptedRPC
import Synchronization

/// The settings as they are now: some are changed on the service's page in Scrypted while it runs, and kept in
/// `settings.json` then.
final class LiveSettings: BridgeSettingsStore {
    /// Why a setting was not changed; a sentence for the user.
    struct Refusal: Error, CustomStringConvertible {
        var description: String
    }

    private let settings: Mutex<ServiceSettings>
    private let file: URL
    /// Keys that a flag or a variable decides: changing the file would be undone at the next start.
    private let decidedElsewhere: Set<String>
    private let signal = ChangeSignal()

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

    func current() async -> BridgeSettings { now.bridge }

    /// Changes one setting, in `settings.json` too; who follows `changes` puts it into force.
    /// - Throws: `SettingError` or `Refusal`, with nothing changed.
    func change(_ key: String, to value: JSONValue) async throws -> BridgeSettings {
        guard !decidedElsewhere.contains(key) else {
            throw Refusal(description: "\"\(key)\" was given on the command line or in the environment: change it there.")
        }
        let changed = try settings.withLock { settings in
            var bridge = settings.bridge
            try bridge.change(key, to: value)
            guard !bridge.notifiers.contains(where: { $0.contains(",") }) else {
                throw Refusal(description: "A notifier with a comma in its name cannot be chosen: rename it first.")
            }
            var changed = settings
            changed.bridge = bridge
            do {
                try SettingsFile(url: file).set(key, to: changed.text(of: key))
            } catch {
                throw Refusal(description: "\(file.path) cannot be written: \(error.localizedDescription)")
            }
            settings = changed
            return bridge
        }
        signal.signal()
        return changed
    }

    func changes() -> AsyncStream<Void> { signal.ticks() }
}
