import ScryptedRPC
import ServiceLifecycle

/// The outer door: a client of a Scrypted server, for ever. Attaches itself to the plugin, watches cameras and notifies.
package struct ScryptedBridge: Service {
    /// A shutdown takes no longer.
    static let shutdownLimit: Duration = .seconds(2)

    private let bridge: Bridge
    private let server: String
    private let connect: @Sendable () async throws -> any RPCTransport

    /// - Parameters:
    ///   - server: as the user names it, for `reid deploy SERVER`.
    ///   - connect: makes a connection, or throws a sentence why there is none; sees to it that this does not take for ever.
    package init(_ parts: BridgeParts, to server: String, connect: @escaping @Sendable () async throws -> any RPCTransport) {
        bridge = Bridge(parts)
        self.server = server
        self.connect = connect
    }

    package var status: BridgeStatus { bridge.status }

    package func run() async throws {
        try await bridge.run(keepConnected)
    }

    /// Whatever happens to a connection, there is a next one, later and later while there is none.
    private func keepConnected() async {
        var backoff = Backoff()
        var random = SystemRandomNumberGenerator()
        let parts = bridge.parts
        while !isOver {
            var began = parts.now()
            var why = "The server closed the connection."
            do {
                let transport = try await cancelWhenGracefulShutdown { [connect] in try await connect() }
                began = parts.now()
                try await serve(over: transport)
            } catch {
                why = sentence(for: error)
            }
            guard !isOver else { return }
            let pause = backoff.delay(after: .milliseconds(parts.now().since(began)), using: &random)
            let alarm = parts.clock.alarm(after: pause)
            bridge.status.update { ($0.link, $0.lastError) = (.waiting(why), why) }
            parts.logger.warning("not connected to Scrypted", metadata: ["why": "\(why)", "next try in": "\(pause)"])
            try? await cancelWhenGracefulShutdown(alarm)
        }
    }

    private var isOver: Bool { Task.isCancelled || Task.isShuttingDownGracefully }

    private func serve(over transport: any RPCTransport) async throws {
        let parts = bridge.parts
        let mirror = StateMirror()
        let service = bridge.service(at: mirror)
        try await ScryptedSession.run(
            over: transport, mirror: mirror, limits: parts.limits, clock: parts.clock, logger: parts.logger
        ) { [bridge, server] session in
            parts.logger.notice("connected to Scrypted")
            let attachment = Attachment(
                session: session, server: server, service: service, instance: bridge.instance, status: bridge.status,
                clock: parts.clock, now: parts.now, logger: parts.logger)
            await bridge.serve(
                session, limit: Self.shutdownLimit, work: { await attachment.keep() }, farewell: { await attachment.detach() })
        }
    }
}
