import ScryptedRPC

/// The server as a plugin under `NodePlugin` sees it: what the plugin tells it, in order.
///
/// Whatever the plugin sends later waits for these calls, so they must not wait for the plugin.
package protocol NodePluginHost: Sendable {
    /// A property of the plugin's device.
    func setState(_ property: String, _ value: JSONValue) async
    /// Everything the plugin keeps.
    func setStorage(_ storage: [String: String]) async
    /// An event of the plugin's device.
    func deviceEvent(_ interface: String, _ data: JSONValue) async
    /// Anything else: `onDeviceDiscovered`, `reload`, `requestRestart`, and `unhandledRejection` or `uncaughtException`.
    func other(_ call: String, _ arguments: [JSONValue]) async
}

extension NodePluginHost {
    /// Most plugins never call anything else.
    package func other(_ call: String, _ arguments: [JSONValue]) async {}
}
