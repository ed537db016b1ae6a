import NIOCore

/// Cuts what a channel reads into packets. When more wait than the reader takes, reading stops until there is room.
final class FrameHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = Never

    /// Bytes of packets that nobody has taken yet. The frame that is arriving comes on top of them.
    static let fullAt = 16 << 20

    private let packets: PacketQueue
    private var decoder: RPCFrameDecoder

    init(packets: PacketQueue, limits: RPCLimits) {
        self.packets = packets
        self.decoder = RPCFrameDecoder(limits: limits)
    }

    /// To be called when `packets` has room again.
    static func adjustReading(of channel: any Channel, by packets: PacketQueue) {
        // On the loop, so that this comes after a decision to stop that was made before.
        channel.eventLoop.execute { channel.setOption(.autoRead, value: !packets.isFull).whenComplete { _ in } }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        do throws(RPCError) {
            while let packet = try decoder.next(from: &bytes) { try packets.put(packet) }
            if packets.isFull { context.channel.setOption(.autoRead, value: false).whenComplete { _ in } }
        } catch {
            end(context, error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        packets.finish()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isDeparture = (error as? IOError)?.isDeparture ?? false
        end(context, isDeparture ? nil : .transport(reason: "\(error)"))
    }

    /// - Parameter error: nil when the peer just went away.
    private func end(_ context: ChannelHandlerContext, _ error: RPCError?) {
        packets.finish(throwing: error)
        context.close(promise: nil)
    }
}
