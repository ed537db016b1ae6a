/// One end of a connection within the program.
package final class MemoryTransport: RPCTransport {
    package let packets: AsyncThrowingStream<RPCPacket, any Error>
    private let incoming: PacketQueue
    private let outgoing: PacketQueue
    private let limits: RPCLimits

    private init(incoming: PacketQueue, outgoing: PacketQueue, limits: RPCLimits) {
        self.incoming = incoming
        self.outgoing = outgoing
        self.limits = limits
        self.packets = AsyncThrowingStream(unfolding: { try await incoming.next() })
    }

    /// Both ends; what one sends, the other one gets.
    package static func pair(limits: RPCLimits = RPCLimits()) -> (MemoryTransport, MemoryTransport) {
        let there = PacketQueue()
        let back = PacketQueue()
        return (
            MemoryTransport(incoming: back, outgoing: there, limits: limits),
            MemoryTransport(incoming: there, outgoing: back, limits: limits)
        )
    }

    package func send(_ packet: RPCPacket) throws(RPCError) {
        try limits.check(packet)
        try outgoing.put(packet, limit: limits.outgoingBytes)
    }

    package func close() {
        outgoing.finish()
        incoming.cancel()
    }
}
