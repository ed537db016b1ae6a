/// What one connection may cost.
package struct RPCLimits: Sendable {
    /// Of one frame or message; beyond, the connection is closed with a reason.
    package var frameBytes = 64 << 20
    /// Buffers of one packet.
    package var buffersPerPacket = 1_024
    /// Bytes of all buffers of one packet.
    package var packetBytes = 64 << 20
    /// Bytes that wait to be sent.
    package var outgoingBytes = 64 << 20
    /// Our calls that wait for their result.
    package var pendingCalls = 4_096
    /// The peer's calls that we are answering.
    package var runningCalls = 1_024
    /// Objects of ours that the peer holds.
    package var exportedObjects = 65_536
    /// Nesting of JSON.
    package var depth = 128
    /// JSON values in one message, small and large; each takes up to a hundred bytes of memory.
    package var valuesPerMessage = 1_000_000

    package init() {}
}
