import NIOCore

/// Packets over an engine.io connection that is open.
final class EngineIOTransport: RPCTransport {
    let packets: AsyncThrowingStream<RPCPacket, any Error>

    private let channel: any Channel
    private let session: EngineIOSession
    private let incoming: PacketQueue
    private let outgoing: ByteGauge

    /// - Parameters:
    ///   - incoming: where the channel's handler puts what arrives.
    ///   - outgoing: the gauge of the channel's handler.
    init(channel: any Channel, session: EngineIOSession, incoming: PacketQueue, outgoing: ByteGauge) {
        self.channel = channel
        self.session = session
        self.incoming = incoming
        self.outgoing = outgoing
        packets = AsyncThrowingStream(unfolding: { try await incoming.next() })
    }

    func send(_ packet: RPCPacket) throws(RPCError) {
        let pieces = try packet.pieces(maximumPayload: session.maximumPayload)
        let cost = packet.cost
        try outgoing.take(cost)
        // Even from the channel's own thread: nothing may overtake what other threads have queued.
        channel.eventLoop.execute { [channel, outgoing] in
            let written = channel.eventLoop.makePromise(of: Void.self)
            written.futureResult.whenComplete { _ in outgoing.give(cost) }
            channel.writeAndFlush(pieces, promise: written)
        }
    }

    func close() {
        incoming.cancel()
        outgoing.close(reason: "this side has closed the connection")
        channel.eventLoop.execute { [channel] in channel.close(promise: nil) }
    }
}
