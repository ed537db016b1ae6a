import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Cuts off whoever takes too long to send one request, counted from its first byte (or the connection's start).
///
/// A server's idle time-out starts anew with every byte, so a sender of one byte a second would hold its connection,
/// its share of the body budget and a place in the queue for ever.
final class SlowSenderHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let sentence = #"{"detail":"The request took too long to arrive.","error":"too-slow"}"#

    private let limit: TimeAmount
    /// The request was answered before all of it came; a second answer would only confuse.
    private var isAnswered = false
    private var deadline: Scheduled<Void>?

    init(limit: TimeAmount) {
        self.limit = limit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // A connection that never sends a head is waiting for nothing.
        start(context, answers: false)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isAnswered = false
            start(context, answers: true)
        case .body: break
        case .end: deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head(let response) = unwrapOutboundIn(data), response.status.kind != .informational { isAnswered = true }
        context.write(data, promise: promise)
    }

    private func start(_ context: ChannelHandlerContext, answers: Bool) {
        deadline?.cancel()
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let own = NIOLoopBound(self, eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: limit) {
            let context = bound.value
            if answers, !own.value.isAnswered {
                let head = HTTPResponse(
                    status: .requestTimeout,
                    headerFields: [
                        .connection: "close", .contentType: "application/json", .contentLength: String(Self.sentence.utf8.count),
                    ])
                context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
                context.write(Self.wrapOutboundOut(.body(ByteBuffer(string: Self.sentence))), promise: nil)
                context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
            }
            context.close(promise: nil)
        }
    }
}
