import Logging
import ScryptedRPC
import ServiceLifecycle

/// One live connection to a Scrypted server, from its greeting to its end.
package struct ScryptedSession: Sendable {
    /// The server's own functions.
    package let api: RemoteProxy
    /// The server's devices, following its changes.
    package let mirror: StateMirror
    /// The device that stands for our plugin is found by this.
    package let pluginID: String

    /// How long a call that the server answers itself may take.
    static let callTimeout: Duration = .seconds(10)
    /// From the connection to the whole state.
    static let greetingTimeout: Duration = .seconds(30)

    /// Speaks with a server until it goes away or `body` returns.
    /// - Parameters:
    ///   - mirror: follows the server's devices from now on; used up by it.
    ///   - plugin: what we are there; nil for a client from outside.
    ///   - body: starts when the server is ready for calls, and is cancelled when the connection is gone.
    /// - Throws: why the connection ended, and what `body` throws; nothing when the server just went away.
    package static func run(
        over transport: any RPCTransport, mirror: StateMirror = StateMirror(), as plugin: (any RPCObject)? = nil,
        limits: RPCLimits = RPCLimits(), clock: any Clock<Duration>, logger: Logger,
        _ body: @escaping @Sendable (ScryptedSession) async throws -> Void
    ) async throws {
        let remote = SessionRemote(mirror: mirror, plugin: plugin)
        let peer = RPCPeer(
            name: "Scrypted", transport: transport, roots: remote.roots, limits: limits, logger: logger, clock: clock)
        defer {
            peer.close(reason: "the session is over")
            remote.end()
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                do {
                    try await peer.run()
                } catch RPCError.closed(let reason) {
                    // It went away while something was being sent to it: no more than that.
                    logger.debug("the session is over", metadata: ["why": "\(reason)"])
                }
            }
            tasks.addTask {
                let greeting = try await cancelWhenGracefulShutdown {
                    try await within(greetingTimeout, of: clock, or: BridgeError.noGreeting) {
                        await remote.ready.first { _ in true }
                    }
                }
                guard let greeting else { throw CancellationError() }
                try await body(
                    ScryptedSession(
                        api: greeting.api, mirror: mirror, pluginID: greeting.pluginID ?? PluginIdentity.id))
            }
            // Whichever ends first ends the other.
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }

    /// A device of the server's, for its methods.
    package func device(_ id: String) async throws -> RemoteProxy {
        let answer = try await api.call("getDeviceById", [.json(.string(id))], timeout: Self.callTimeout)
        guard let device = answer.proxy else { throw BridgeError.noSuchDevice(id) }
        return device
    }

    /// What converts media; nil where the server has none for us.
    package func mediaManager() async throws -> RemoteProxy? {
        try await api.call("getMediaManager", timeout: Self.callTimeout).proxy
    }
}
