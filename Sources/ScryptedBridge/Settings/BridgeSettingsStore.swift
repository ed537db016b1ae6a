import ScryptedRPC

/// Where the bridge's settings are kept.
package protocol BridgeSettingsStore: Sendable {
    func current() async -> BridgeSettings

    /// Changes one setting (`BridgeSettings.change`), keeps it, and puts it into force.
    /// - Throws: `SettingError`, and whatever keeps it from being kept.
    func change(_ key: String, to value: JSONValue) async throws -> BridgeSettings

    /// A tick at once, and one after every change (`ChangeSignal.ticks`).
    func changes() -> AsyncStream<Void>
}
