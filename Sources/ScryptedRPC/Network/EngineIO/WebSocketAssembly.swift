/// Puts messages together whose frames come one by one. Holds at most one unfinished message, within the limit.
struct WebSocketAssembly {
    enum Message {
        /// Valid UTF-8.
        case text([UInt8])
        case binary([UInt8])
    }

    private let maximumBytes: Int
    private var unfinished: (isText: Bool, bytes: [UInt8])?

    init(maximumBytes: Int) {
        self.maximumBytes = maximumBytes
    }

    /// - Parameter piece: no control frame; those may come between the pieces of a message.
    /// - Returns: nil while the message goes on.
    mutating func append(_ piece: WebSocketPiece) throws(EngineIOEnd) -> Message? {
        switch (piece.opcode, goesOn: unfinished != nil) {
        case (.text, false): unfinished = (true, piece.payload)
        case (.binary, false): unfinished = (false, piece.payload)
        case (.continuation, true): unfinished?.bytes += piece.payload
        case (.text, true), (.binary, true): throw .violation("a message begins inside of another")
        case (.continuation, false): throw .violation("a message goes on that never began")
        default: throw .violation("a frame of the unknown kind \(piece.opcode)")
        }
        guard let message = unfinished else { return nil }
        guard message.bytes.count <= maximumBytes else { throw .tooLarge(maximumBytes) }
        guard piece.isFinal else { return nil }
        unfinished = nil
        guard message.isText else { return .binary(message.bytes) }
        guard String(validating: message.bytes, as: UTF8.self) != nil else {
            throw .broken(reason: "a text that is not UTF-8", code: 1007)
        }
        return .text(message.bytes)
    }
}
