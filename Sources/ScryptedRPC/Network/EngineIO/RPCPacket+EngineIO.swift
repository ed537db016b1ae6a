extension RPCPacket {
    /// The WebSocket frames of this packet, buffers first.
    /// - Throws: `RPCError.overflow` when one of them is larger than what the server takes: it would end the connection.
    package func pieces(maximumPayload: Int) throws(RPCError) -> [WebSocketPiece] {
        let largest = buffers.map(\.count).reduce(json.count + 1, max)
        guard largest <= maximumPayload else {
            throw .overflow("a message of \(largest) bytes, and the server takes \(maximumPayload)")
        }
        return buffers.map { WebSocketPiece(.binary, $0) } + [WebSocketPiece(.text, [UInt8(ascii: "4")] + json)]
    }

    /// About what a message takes besides its bytes while it waits.
    static let overhead = 512

    /// About what it takes while it waits.
    var cost: Int { byteCount + (buffers.count + 1) * Self.overhead }
}
