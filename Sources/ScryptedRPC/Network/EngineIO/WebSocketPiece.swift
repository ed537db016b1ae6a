import NIOWebSocket

/// One WebSocket frame without its mask: a message, a part of one, or a control frame.
package struct WebSocketPiece: Sendable, Hashable {
    package var opcode: WebSocketOpcode
    package var isFinal: Bool
    package var payload: [UInt8]

    package init(_ opcode: WebSocketOpcode, isFinal: Bool = true, _ payload: [UInt8] = []) {
        self.opcode = opcode
        self.isFinal = isFinal
        self.payload = payload
    }

    /// Ends the connection; `code` is one of RFC 6455 §7.4.
    static func close(_ code: UInt16) -> WebSocketPiece {
        WebSocketPiece(.connectionClose, [UInt8(code >> 8), UInt8(code & 0xFF)])
    }
}

extension WebSocketOpcode {
    var isControl: Bool { self == .connectionClose || self == .ping || self == .pong }
}
