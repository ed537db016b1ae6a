import NIOCore
import Synchronization

/// Sends packets as frames over a channel. What waits is counted in bytes; beyond the limit sending fails.
final class ChannelTransport: RPCTransport {
    /// How long a closing connection may take to send what waits.
    private static let grace = TimeAmount.milliseconds(500)

    let packets: AsyncThrowingStream<RPCPacket, any Error>
    private let channel: any Channel
    private let incoming: PacketQueue
    private let limits: RPCLimits
    private let waitingBytes = Atomic(0)

    init(channel: any Channel, incoming: PacketQueue, limits: RPCLimits) {
        self.channel = channel
        self.incoming = incoming
        self.limits = limits
        self.packets = AsyncThrowingStream(unfolding: { try await incoming.next() })
    }

    func send(_ packet: RPCPacket) throws(RPCError) {
        try limits.check(packet)
        guard channel.isActive, !incoming.hasEnded else { throw .closed(reason: "the other end went away") }
        let size = packet.byteCount
        guard waitingBytes.add(size, ordering: .relaxed).newValue <= limits.outgoingBytes else {
            waitingBytes.subtract(size, ordering: .relaxed)
            throw .overflow("more than \(limits.outgoingBytes) bytes wait to be sent")
        }
        channel.writeAndFlush(RPCFrame.encode(packet)).whenComplete { [self] _ in
            waitingBytes.subtract(size, ordering: .relaxed)
        }
    }

    func close() {
        incoming.cancel()
        let channel = channel
        // Writes end in order, so this one ends behind all others.
        channel.writeAndFlush(ByteBuffer()).whenComplete { _ in channel.close(promise: nil) }
        channel.eventLoop.scheduleTask(in: Self.grace) { channel.close(promise: nil) }
    }
}
