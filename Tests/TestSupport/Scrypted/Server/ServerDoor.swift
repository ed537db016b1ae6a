import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
import Synchronization

/// Makes of each TCP connection a conversation in HTTP or in WebSocket, over TLS.
final class ServerDoor: Sendable {
    typealias HTTPChannel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
    typealias Listener = NIOAsyncChannel<EventLoopFuture<Conversation>, Never>

    enum Conversation: Sendable {
        case http(HTTPChannel)
        case webSocket(EngineIOServerTransport.Channel, endpoint: String)
    }

    struct Refusal: Error {}

    private let server = Mutex<FakeScryptedServer?>(nil)

    /// Connections that come before are refused.
    func open(for server: FakeScryptedServer) {
        self.server.withLock { $0 = server }
    }

    func listen() async throws -> Listener {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture { try self.configure(channel) }
            }
    }

    private func configure(_ channel: any Channel) throws -> EventLoopFuture<Conversation> {
        guard let server = server.withLock({ $0 }), server.mood != .refusing else {
            channel.close(promise: nil)
            throw Refusal()
        }
        let certificates = server.state.withLock { $0.certificates }
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(try NIOSSLCertificate(bytes: Array(certificates.certificate.utf8), format: .pem))],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(certificates.key.utf8), format: .pem)))
        tls.applicationProtocols = ["http/1.1"]
        try channel.pipeline.syncOperations.addHandler(Cable())
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: NIOSSLContext(configuration: tls)))
        return try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
            configuration: .init(upgradeConfiguration: upgrade(for: server)))
    }

    private func upgrade(for server: FakeScryptedServer) -> NIOTypedHTTPServerUpgradeConfiguration<Conversation> {
        let upgrader = NIOTypedWebSocketServerUpgrader<Conversation>(
            maxFrameSize: 20_000_000,
            shouldUpgrade: { channel, head in
                channel.eventLoop.makeFutureWithTask { await server.welcomes(head) ? HTTPHeaders() : nil }
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 4_096, maxAccumulatedFrameSize: 20_000_000))
                    return .webSocket(
                        try NIOAsyncChannel(wrappingChannelSynchronously: channel),
                        endpoint: RequestLine(head).engineIOEndpoint ?? "")
                }
            })
        return NIOTypedHTTPServerUpgradeConfiguration(upgraders: [upgrader]) { channel in
            channel.eventLoop.makeCompletedFuture {
                .http(try NIOAsyncChannel(wrappingChannelSynchronously: channel))
            }
        }
    }
}
