import NIOCore
import NIOHTTP1

/// Reads why a server does not switch to WebSocket.
final class UpgradeRefusal: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    /// Always an error; there at the latest when the connection is gone.
    var error: EventLoopFuture<any RPCTransport> { promise.futureResult }

    private let server: ServerAddress
    private let promise: EventLoopPromise<any RPCTransport>

    init(by server: ServerAddress, on loop: any EventLoop) {
        self.server = server
        promise = loop.makePromise()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        promise.fail(
            head.status == .unauthorized
                ? NetworkError.notLoggedIn(server) : .endpointRefused(server, status: Int(head.status.code)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        promise.fail(NetworkError.hungUp(server))
    }
}
