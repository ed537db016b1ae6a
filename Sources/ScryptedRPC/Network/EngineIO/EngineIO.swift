import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Connections to Scrypted's API, as clients outside of the server have them.
package enum EngineIO {
    /// Connects to the first endpoint that lets us in.
    /// - Parameters:
    ///   - key: what the server must show, see `reid login`.
    ///   - endpoints: ids of plugins; any that is installed and running will do.
    ///   - timeout: for each endpoint, until its open packet is there.
    /// - Throws: `NetworkError`, or `CancellationError`.
    package static func connect(
        to server: ServerAddress, token: String, key: ServerKey, endpoint endpoints: [String], limits: RPCLimits = RPCLimits(),
        timeout: TimeAmount = .seconds(15), on group: any EventLoopGroup
    ) async throws -> any RPCTransport {
        let connection = SecureConnection(server: server, trust: .pinned(key), group: group, timeout: timeout)
        var refusals: [String] = []
        for endpoint in endpoints {
            do {
                return try await connection.open { channel in
                    try upgrade(channel, to: endpoint, at: server, token: token, limits: limits)
                }
            } catch NetworkError.endpointRefused(_, let status) {
                refusals.append("\(endpoint) answers with status \(status)")
            } catch NetworkError.timedOut {
                // A server does not answer for a plugin that has crashed.
                refusals.append("\(endpoint) does not answer")
            } catch NetworkError.hungUp {
                refusals.append("\(endpoint) ends the connection")
            }
        }
        throw NetworkError.noEndpoint(server, reason: refusals.joined(separator: ", "))
    }

    /// Asks for WebSocket on a fresh connection and waits for the open packet.
    static func upgrade(
        _ channel: any Channel, to endpoint: String, at server: ServerAddress, token: String, limits: RPCLimits
    ) throws -> EventLoopFuture<any RPCTransport> {
        typealias Opening = EventLoopFuture<any RPCTransport>
        var head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: "/endpoint/\(endpoint)/engine.io/api/?EIO=4&transport=websocket")
        head.headers.add(name: "Host", value: server.description)
        head.headers.add(name: "Authorization", value: "Bearer \(token)")

        let webSocket = NIOTypedWebSocketClientUpgrader<Opening>(
            maxFrameSize: limits.frameBytes, enableAutomaticErrorHandling: false
        ) { channel, _ in
            channel.eventLoop.makeCompletedFuture { try start(channel, limits: limits) }
        }
        let configuration = NIOTypedHTTPClientUpgradeConfiguration<Opening>(
            upgradeRequestHead: head, upgraders: [webSocket]
        ) { channel in
            channel.eventLoop.makeCompletedFuture {
                let refusal = UpgradeRefusal(by: server, on: channel.eventLoop)
                try channel.pipeline.syncOperations.addHandler(refusal)
                return refusal.error
            }
        }
        var pipeline = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: configuration)
        // The open packet often comes together with the answer.
        pipeline.leftOverBytesStrategy = .forwardBytes
        // The outer future is over with the upgrade, the inner one with the open packet.
        return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: pipeline).flatMap { $0 }
    }

    private static func start(_ channel: any Channel, limits: RPCLimits) throws -> EventLoopFuture<any RPCTransport> {
        let opened = channel.eventLoop.makePromise(of: EngineIOSession.self)
        let incoming = PacketQueue()
        let outgoing = ByteGauge(limit: limits.outgoingBytes)
        try channel.pipeline.syncOperations.addHandler(
            EngineIOHandler(limits: limits, opened: opened, incoming: incoming, outgoing: outgoing))
        return opened.futureResult.map { session in
            EngineIOTransport(channel: channel, session: session, incoming: incoming, outgoing: outgoing)
        }
    }
}
