import NIOCore
import NIOPosix
import NIOSSL
import ScryptedRPC
import TestSupport
import Testing

/// A server that says to each client what a test tells it to.
enum ScriptedServer {
    /// - Parameters:
    ///   - certificates: nil speaks without TLS.
    ///   - serve: gets every connection; it ends with the script. Errors end it too: clients may be gone at any time.
    ///   - body: the client's part; the server ends with it.
    @discardableResult
    static func run<Value: Sendable>(
        _ certificates: TestCertificates? = .server, serve: @escaping @Sendable (inout Conversation) async throws -> Void,
        during body: @Sendable (ServerAddress) async throws -> Value
    ) async throws -> Value {
        let context = try certificates.map(Self.context)
        let (clients, arrived) = AsyncStream.makeStream(of: Receiver.Client.self)
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    let receiver = Receiver()
                    try pipeline.addHandler(receiver)
                    arrived.yield(receiver.client(on: channel))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                await withDiscardingTaskGroup { conversations in
                    for await client in clients {
                        conversations.addTask {
                            var conversation = Conversation(with: client)
                            try? await serve(&conversation)
                            try? await client.channel.close()
                        }
                    }
                }
                try await server.close()
            }
            defer { tasks.cancelAll() }
            return try await body(ServerAddress(parsing: "127.0.0.1:\(port)"))
        }
    }

    private static func context(_ certificates: TestCertificates) throws -> NIOSSLContext {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificates.certificate.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(certificates.key.utf8), format: .pem)))
        return try NIOSSLContext(configuration: configuration)
    }
}

/// Hands over what arrives on a connection.
final class Receiver: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    struct Client: Sendable {
        var channel: any Channel
        /// Ends with the connection.
        var inbound: AsyncStream<ByteBuffer>
    }

    private let inbound: AsyncStream<ByteBuffer>
    private let arrived: AsyncStream<ByteBuffer>.Continuation

    init() {
        (inbound, arrived) = AsyncStream.makeStream()
    }

    func client(on channel: any Channel) -> Client {
        Client(channel: channel, inbound: inbound)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        arrived.yield(unwrapInboundIn(data))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        arrived.finish()
    }
}
