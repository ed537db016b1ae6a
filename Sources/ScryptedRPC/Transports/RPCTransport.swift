/// A connection that carries packets both ways, in order.
package protocol RPCTransport: Sendable {
    /// Packets as they arrive. One consumer. Ends when the peer goes away, and throws `RPCError.transport` with a reason
    /// when it breaks the protocol or its limits.
    var packets: AsyncThrowingStream<RPCPacket, any Error> { get }

    /// Queues a packet behind those before it, without waiting. It is called under a peer's lock, so it must not call back.
    /// - Throws: `RPCError.closed`, or `.overflow` when more waits to be sent than the limit.
    func send(_ packet: RPCPacket) throws(RPCError)

    /// Ends the connection: `packets` ends at once, what is queued is still sent.
    func close()
}
