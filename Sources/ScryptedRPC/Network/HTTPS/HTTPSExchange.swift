import NIOCore
import NIOHTTP1

/// Sends one request as soon as there is a connection, collects the answer, and closes.
final class HTTPSExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// Done with at the latest when the connection is gone.
    var answer: EventLoopFuture<HTTPSAnswer> { promise.futureResult }

    private let request: HTTPSRequest
    private let server: ServerAddress
    private let promise: EventLoopPromise<HTTPSAnswer>
    private var key: ServerKey?
    private var status = 0
    private var body: [UInt8] = []

    init(_ request: HTTPSRequest, with server: ServerAddress, on loop: any EventLoop) {
        self.request = request
        self.server = server
        promise = loop.makePromise()
    }

    func channelActive(context: ChannelHandlerContext) {
        var head = HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.path)
        head.headers.add(name: "Host", value: server.description)
        for (name, value) in request.headers { head.headers.add(name: name, value: value) }
        head.headers.add(name: "Content-Length", value: "\(request.body.count)")
        head.headers.add(name: "Connection", value: "close")
        // TLS keeps it until the server's key has been checked.
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: request.body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let key = event as? ServerKey { self.key = key }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            status = Int(head.status.code)
        case .body(let part):
            body += part.readableBytesView
            if body.count > HTTPSClient.maximumAnswerBytes {
                fail(NetworkError.nonsense(server, reason: "its answer is too large"), context)
            }
        case .end:
            guard let key else { return fail(NetworkError.hungUp(server), context) }
            promise.succeed(HTTPSAnswer(status: status, body: body, key: key))
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        promise.fail(NetworkError.hungUp(server))
    }

    private func fail(_ error: any Error, _ context: ChannelHandlerContext) {
        promise.fail(error)
        context.close(promise: nil)
    }
}
