import NIOCore
import NIOPosix

/// A proxy that opens a tunnel for anybody, and at whose other end one file is served: everything in one place.
final class TunnelProxy: Sendable {
    let port: Int
    private let record: Locked<[String]>
    /// The heads of what it was asked, the CONNECT first.
    var heads: [String] { record.value }

    private init(port: Int, record: Locked<[String]>) {
        self.port = port
        self.record = record
    }

    static func with(content: [UInt8], _ body: (TunnelProxy) async throws -> Void) async throws {
        let record = Locked<[String]>([])
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(Tunnelling(content: content, record: record))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(TunnelProxy(port: channel.localAddress?.port ?? 0, record: record)))
        } catch {
            result = .failure(error)
        }
        try await channel.close()
        try result.get()
    }

    private final class Tunnelling: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let content: [UInt8]
        private let record: Locked<[String]>
        private var received = ""

        init(content: [UInt8], record: Locked<[String]>) {
            self.content = content
            self.record = record
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            // No request here has a body, so the first empty line ends it. (CR LF is one character to Swift.)
            guard received.hasSuffix("\r\n\r\n") else { return }
            let head = received
            received = ""
            record.change { $0.append(head) }
            var reply = ByteBuffer(string: "HTTP/1.1 200 OK\r\n")
            if head.hasPrefix("CONNECT") {
                reply.writeString("\r\n")
            } else {
                reply.writeString("Content-Length: \(content.count)\r\n\r\n")
                reply.writeBytes(content)
            }
            context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
        }
    }
}
