import NIOCore

/// What travels over pipes: four bytes of length, which count the type byte, one byte of type, and the payload.
enum RPCFrame {
    enum Kind: UInt8 {
        case message = 0
        /// Belongs to the next message.
        case buffer = 1
    }

    static let headerBytes = 5

    /// The buffers' frames, then the message's, as they have to stay together.
    /// - Precondition: the packet keeps the limits, so that every length fits into four bytes.
    static func encode(_ packet: RPCPacket) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.reserveCapacity(packet.byteCount + headerBytes * (packet.buffers.count + 1))
        for buffer in packet.buffers { encode(.buffer, buffer, into: &bytes) }
        encode(.message, packet.json, into: &bytes)
        return bytes
    }

    private static func encode(_ kind: Kind, _ payload: [UInt8], into bytes: inout ByteBuffer) {
        bytes.writeInteger(UInt32(payload.count + 1))
        bytes.writeInteger(kind.rawValue)
        bytes.writeBytes(payload)
    }
}
