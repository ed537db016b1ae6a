import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A real HTTP server on the loopback for one test: each request is answered by a function, and remembered.
final class LocalServer: Sendable {
    struct Reply: Sendable {
        var status = 200
        var headers: [(String, String)] = []
        var body: [UInt8] = []
        /// Sends so many bytes of the body and waits; `hangUp` then cuts the connection.
        var pauseAfter: Int?
        /// Says nothing at all.
        var isSilent = false
        /// Sends no length: the body goes on until the end of the chunks.
        var isChunked = false
    }

    private let channel: any Channel
    private let seen = Mutex<[HTTPRequestHead]>([])
    private let paused = Mutex<[any Channel]>([])

    var port: Int { channel.localAddress?.port ?? 0 }
    var address: String { "http://127.0.0.1:\(port)" }
    var requests: [HTTPRequestHead] { seen.withLock { $0 } }

    private init(channel: any Channel) {
        self.channel = channel
    }

    /// Cuts every connection that waits in the middle of a body.
    func hangUp() {
        let channels = paused.withLock { channels in
            defer { channels = [] }
            return channels
        }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Runs `body` against a server that lives as long as it does.
    @discardableResult
    static func with<T>(
        _ answer: @escaping @Sendable (HTTPRequestHead) -> Reply, _ body: (LocalServer) async throws -> T
    ) async throws -> T {
        let box = Mutex<LocalServer?>(nil)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.configureHTTPServerPipeline()
                    try child.pipeline.syncOperations.addHandler(
                        Answering { head in
                            let reply = answer(head)
                            box.withLock { $0 }?.seen.withLock { $0.append(head) }
                            if reply.pauseAfter != nil { box.withLock { $0 }?.paused.withLock { $0.append(child) } }
                            return reply
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = LocalServer(channel: channel)
        box.withLock { $0 = server }
        defer { box.withLock { $0 = nil } }
        let result: Result<T, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        try await channel.close()
        return try result.get()
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: (HTTPRequestHead) -> Reply

        init(_ answer: @escaping (HTTPRequestHead) -> Reply) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let request) = unwrapInboundIn(data) else { return }
            let reply = answer(request)
            if reply.isSilent { return }
            var headers = HTTPHeaders(reply.headers)
            if !reply.isChunked { headers.replaceOrAdd(name: "Content-Length", value: "\(reply.body.count)") }
            let head = HTTPResponseHead(
                version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            let body = ByteBuffer(bytes: reply.body.prefix(reply.pauseAfter ?? reply.body.count))
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            if reply.pauseAfter == nil { context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
        }
    }
}
