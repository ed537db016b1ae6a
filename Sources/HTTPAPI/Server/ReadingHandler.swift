import NIOCore
import NIOHTTPTypes

/// Reads a request in large pieces, and stops at one that is sent ahead until those before it are answered.
///
/// A picture of 1080p comes in one turn of the event loop instead of two, each of which wakes whoever collects it. What
/// clients send ahead stays in the system's buffers, but for one turn's worth.
final class ReadingHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Of one piece, in bytes; NIO takes four in one turn. A buffer grows only as far as it has been filled before.
    private static let largestPiece = 128 << 10

    /// Requests that have come whole, less those that were answered; one can be answered before it has come.
    private var unanswered = 0
    /// The beginning of another one has come meanwhile.
    private var isAhead = false
    private var isReadWaiting = false

    func handlerAdded(context: ChannelHandlerContext) {
        let pieces = AdaptiveRecvByteBufferAllocator(minimum: 2 << 10, initial: 64 << 10, maximum: Self.largestPiece)
        context.channel.setOption(.recvAllocator, value: pieces).whenComplete { _ in }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isAhead = unanswered > 0
        case .body: break
        case .end: unanswered += 1
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if isAhead, unanswered > 0 {
            isReadWaiting = true
        } else {
            context.read()
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let isEnd = if case .end = unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
        guard isEnd else { return }
        unanswered -= 1
        if unanswered <= 0, isReadWaiting {
            isReadWaiting = false
            context.read()
        }
    }
}
