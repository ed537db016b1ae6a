import NIOCore
import NIOWebSocket

/// Carries out what `EngineIOCodec` says, on a channel that speaks WebSocket.
final class EngineIOHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    /// The frames of one packet.
    typealias OutboundIn = [WebSocketPiece]
    typealias OutboundOut = WebSocketFrame

    private var codec: EngineIOCodec
    private let limits: RPCLimits
    private let opened: EventLoopPromise<EngineIOSession>
    private let incoming: PacketQueue
    private let outgoing: ByteGauge
    private var watch: Scheduled<Void>?

    /// - Parameters:
    ///   - opened: gets what the server's open packet says, or why there was none.
    ///   - incoming: gets the packets.
    ///   - outgoing: counts what waits to be sent; closed when the connection is over.
    init(limits: RPCLimits, opened: EventLoopPromise<EngineIOSession>, incoming: PacketQueue, outgoing: ByteGauge) {
        codec = EngineIOCodec(limits: limits)
        self.limits = limits
        self.opened = opened
        self.incoming = incoming
        self.outgoing = outgoing
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        // Only clients mask, and nothing was agreed upon that would use the reserved bits.
        guard frame.maskKey == nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            return perform(codec.end(.violation("a frame with a mask or reserved bits")), context)
        }
        let piece = WebSocketPiece(frame.opcode, isFinal: frame.fin, Array(frame.data.readableBytesView))
        perform(codec.receive(piece, at: context.eventLoop.now), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        perform(codec.hangUp(), context)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        perform(codec.hangUp(), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        opened.fail(error)
        switch error as? NIOWebSocketError {
        case nil: perform(codec.hangUp(), context)
        case .invalidFrameLength: perform(codec.end(.tooLarge(limits.frameBytes)), context)
        case .some: perform(codec.end(.violation("a malformed frame")), context)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let pieces = unwrapOutboundIn(data)
        for (index, piece) in pieces.enumerated() {
            context.write(wrapOutboundOut(frame(piece)), promise: index == pieces.count - 1 ? promise : nil)
        }
    }

    /// What was written before still goes out: TLS shuts down behind it.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        perform(codec.end(.left), context)
        context.close(mode: mode, promise: promise)
    }

    private func perform(_ actions: [EngineIOCodec.Action], _ context: ChannelHandlerContext) {
        for action in actions {
            switch action {
            case .opened(let session):
                opened.succeed(session)
                watchSilence(context)
            case .deliver(let packet):
                do throws(RPCError) {
                    try incoming.put(packet, limit: limits.frameBytes + limits.packetBytes)
                } catch {
                    // Closed on this side: nobody wants it any more.
                    guard case .overflow = error else { return }
                    return perform(codec.end(.broken(reason: "not read in time: \(error.reason)", code: 1008)), context)
                }
            case .send(let piece):
                answer(with: piece, context)
            case .end(let end):
                finish(end, context)
            }
        }
    }

    /// Answers to pings count like packets: a server that only sends and never reads does not fill the memory.
    private func answer(with piece: WebSocketPiece, _ context: ChannelHandlerContext) {
        let isFarewell = piece.opcode == .connectionClose
        let cost = isFarewell ? 0 : piece.payload.count + RPCPacket.overhead
        do throws(RPCError) {
            if !isFarewell { try outgoing.take(cost) }
        } catch {
            // Closed: nothing is said any more.
            guard case .overflow = error else { return }
            return perform(codec.end(.broken(reason: "the server does not read: \(error.reason)", code: 1008)), context)
        }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.whenComplete { [outgoing] _ in outgoing.give(cost) }
        context.writeAndFlush(wrapOutboundOut(frame(piece)), promise: written)
    }

    private func finish(_ end: EngineIOEnd, _ context: ChannelHandlerContext) {
        watch?.cancel()
        outgoing.close(reason: end.error?.reason ?? "the connection has ended")
        opened.fail(end.error ?? .closed(reason: "the connection has ended"))
        incoming.finish(throwing: end.error)
        context.close(promise: nil)
    }

    /// Sleeps until the moment at which silence becomes too long, and again if something was heard meanwhile.
    private func watchSilence(_ context: ChannelHandlerContext) {
        guard let deadline = codec.deadline else { return }
        watch = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.perform(self.codec.check(at: context.eventLoop.now), context)
            self.watchSilence(context)
        }
    }

    private func frame(_ piece: WebSocketPiece) -> WebSocketFrame {
        WebSocketFrame(fin: piece.isFinal, opcode: piece.opcode, maskKey: .random(), data: ByteBuffer(bytes: piece.payload))
    }
}
