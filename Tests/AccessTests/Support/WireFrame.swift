import NIOWebSocket
import ScryptedRPC

/// WebSocket frames as bytes, written and read by hand.
enum WireFrame {
    static func bytes(_ piece: WebSocketPiece) -> [UInt8] {
        var bytes = [UInt8(webSocketOpcode: piece.opcode) | (piece.isFinal ? 0x80 : 0)]
        switch piece.payload.count {
        case ..<126: bytes.append(UInt8(piece.payload.count))
        case ..<65_536: bytes += [126, UInt8(piece.payload.count >> 8), UInt8(piece.payload.count & 0xFF)]
        default: bytes += [127] + (0..<8).map { UInt8(truncatingIfNeeded: piece.payload.count >> (56 - 8 * $0)) }
        }
        return bytes + piece.payload
    }

    static func text(_ text: String) -> [UInt8] {
        bytes(WebSocketPiece(.text, Array(text.utf8)))
    }
}

extension Conversation {
    /// The client's next frame, which must be masked.
    mutating func frame() async throws -> WebSocketPiece {
        let head = try await read(2)
        guard head[1] & 0x80 != 0 else { throw UnmaskedFrame() }
        var length = Int(head[1] & 0x7F)
        if length == 126 { length = try await read(2).reduce(0) { $0 << 8 | Int($1) } }
        if length == 127 { length = try await read(8).reduce(0) { $0 << 8 | Int($1) } }
        let mask = try await read(4)
        let payload = try await read(length).enumerated().map { $1 ^ mask[$0 % 4] }
        return WebSocketPiece(
            WebSocketOpcode(encodedWebSocketOpcode: head[0] & 0x0F) ?? .text, isFinal: head[0] & 0x80 != 0, payload)
    }

    /// Lets the client in, as Scrypted does.
    mutating func open(_ session: String = WireFrame.session) async throws -> Request {
        let request = try await request()
        try await send(Reply(upgrading: request).bytes + WireFrame.text(session))
        return request
    }

    struct UnmaskedFrame: Error {}
}

extension WireFrame {
    /// The open packet of a real server.
    static let session =
        #"0{"sid":"LokKH-uQxhexyU2lAAAG","upgrades":[],"pingInterval":25000,"pingTimeout":120000,"maxPayload":20000000}"#
}
