extension RPCLimits {
    /// - Throws: `RPCError.overflow` for a packet that is larger than what we would take ourselves.
    package func check(_ packet: RPCPacket) throws(RPCError) {
        guard packet.json.count <= frameBytes, packet.buffers.allSatisfy({ $0.count <= frameBytes }) else {
            throw .overflow("a message of more than \(frameBytes) bytes")
        }
        guard packet.buffers.count <= buffersPerPacket else { throw .overflow("more than \(buffersPerPacket) buffers") }
        guard packet.buffers.reduce(0, { $0 + $1.count }) <= packetBytes else {
            throw .overflow("buffers of more than \(packetBytes) bytes")
        }
    }
}
