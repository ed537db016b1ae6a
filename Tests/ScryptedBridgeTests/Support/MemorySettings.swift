import ScryptedBridge
import ScryptedRPC
import Synchronization

/// The bridge's settings in memory.
final class MemorySettings: BridgeSettingsStore {
    private let settings: Mutex<BridgeSettings>
    private let signal = ChangeSignal()

    init(_ settings: BridgeSettings = BridgeSettings()) {
        self.settings = Mutex(settings)
    }

    func current() async -> BridgeSettings { settings.withLock { $0 } }

    func change(_ key: String, to value: JSONValue) async throws -> BridgeSettings {
        let changed = try settings.withLock { settings in
            try settings.change(key, to: value)
            return settings
        }
        signal.signal()
        return changed
    }

    func changes() -> AsyncStream<Void> { signal.ticks() }
}

extension BridgeSettings {
    /// Watching and telling.
    static func notifying(_ notifiers: String..., allCameras: Bool = false) -> BridgeSettings {
        var settings = BridgeSettings()
        settings.notify = true
        settings.allCameras = allCameras
        settings.notifiers = notifiers
        return settings
    }
}
