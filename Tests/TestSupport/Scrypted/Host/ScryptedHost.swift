import Foundation
import Recognition
import ScryptedRPC

/// What a Scrypted server knows and does, apart from the network: devices and their state, who listens, plugins.
///
/// A twin: what it does, it does as the server does it; what it does not do is refused in a sentence. It answers every
/// client as an administrator, keeps everything in memory, and does not route calls through mixins.
package actor ScryptedHost {
    /// A property's record: `{"value": …}`, or `{}` when it is undefined.
    typealias Properties = [String: JSONValue]

    struct Client {
        var id: Int
        /// The plugin at whose door it came in.
        var endpoint: String
        var remote: RemoteProxy
    }

    struct Listener {
        var id: Int
        /// Listeners go with their client.
        var client: Int
        /// Nil: property changes of all devices.
        var device: String?
        /// Nil: every event.
        var event: String?
        var callback: RemoteProxy
    }

    struct Plugin {
        var package: JSONValue
        var files: [String: [UInt8]] = [:]
        var process: NodePlugin?
    }

    package nonisolated let serverVersion = "0.144.2"
    package nonisolated let events = Recording<HostEvent>()
    let now: @Sendable () -> Timestamp
    let nodeUsesManualClock: Bool

    var state: [String: Properties] = [:]
    var storage: [String: [String: String]] = [:]
    var implementations: [String: any HostDevice] = [:]
    var deviceObjects: [String: HostObject] = [:]
    var plugins: [String: Plugin] = [:]
    var clients: [Int: Client] = [:]
    var listeners: [Listener] = []
    /// Which clients' connections to cut when a plugin goes; set by the network.
    var cutConnections: @Sendable (Set<Int>) -> Void = { _ in }
    /// Servers whose endpoint plugin has none answer undefined.
    var hasMediaManager = true
    private var lastID = 0

    /// - Parameters:
    ///   - now: what the server takes for the time.
    ///   - nodeUsesManualClock: time stands still for plugins, so that none of their time limits ever passes.
    package init(
        now: @escaping @Sendable () -> Timestamp = { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
        nodeUsesManualClock: Bool = false
    ) {
        self.now = now
        self.nodeUsesManualClock = nodeUsesManualClock
    }

    func makeID() -> Int {
        lastID += 1
        return lastID
    }

    package func setMediaManager(isThere: Bool) {
        hasMediaManager = isThere
    }

    func setCutConnections(_ cut: @escaping @Sendable (Set<Int>) -> Void) {
        cutConnections = cut
    }

    /// Ends the plugins.
    func stop() async {
        for plugin in plugins.values { await plugin.process?.stop() }
        plugins = [:]
    }
}
