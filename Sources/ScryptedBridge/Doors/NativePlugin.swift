import ScryptedRPC
import ServiceLifecycle

/// The inner door: the program is the plugin itself, started by the server, which speaks to it through pipes.
///
/// Ends when the server goes away; it starts the plugin again when it wants it.
package struct NativePlugin: Service {
    /// The server kills what has not ended a second after it was asked to.
    static let shutdownLimit: Duration = .milliseconds(700)

    private let bridge: Bridge
    private let connect: @Sendable () async throws -> any RPCTransport

    /// - Parameter connect: takes over the pipes (`PipeTransport`).
    package init(_ parts: BridgeParts, connect: @escaping @Sendable () async throws -> any RPCTransport) {
        bridge = Bridge(parts)
        self.connect = connect
    }

    package var status: BridgeStatus { bridge.status }

    package func run() async throws {
        try await bridge.run { try await serve(over: try await connect()) }
    }

    private func serve(over transport: any RPCTransport) async throws {
        let parts = bridge.parts
        let mirror = StateMirror()
        try await ScryptedSession.run(
            over: transport, mirror: mirror, as: bridge.service(at: mirror), limits: parts.limits, clock: parts.clock,
            logger: parts.logger
        ) { [bridge] session in
            bridge.status.update { $0.link = .attached(since: parts.now()) }
            parts.logger.notice("running as a plugin of Scrypted")
            await bridge.serve(session, limit: Self.shutdownLimit) { await announceChanges(at: session) }
        }
    }

    /// Tells the server that the settings' page has changed, and once that there is one.
    private func announceChanges(at session: ScryptedSession) async {
        for await _ in bridge.parts.settings.changes() {
            session.api.send("onDeviceEvent", [.null, .json("Settings"), .null])
        }
    }
}
