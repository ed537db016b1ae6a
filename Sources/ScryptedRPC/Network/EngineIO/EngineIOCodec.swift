import NIOCore

/// engine.io v4 over WebSocket without any I/O: frames and the time go in, what to do about them comes out.
///
/// A text message is a packet whose first character is its type; a binary message is a buffer of the next RPC message.
package struct EngineIOCodec: Sendable {
    package enum Action: Sendable, Hashable {
        case opened(EngineIOSession)
        case deliver(RPCPacket)
        case send(WebSocketPiece)
        /// Nothing comes after it.
        case end(EngineIOEnd)
    }

    private enum State {
        case opening
        case open(EngineIOSession)
        case over
    }

    private let limits: RPCLimits
    private var state = State.opening
    private var assembly: WebSocketAssembly
    /// What came for the next RPC message.
    private var buffers: [[UInt8]] = []
    private var bufferBytes = 0
    private var lastHeard = NIODeadline.distantPast

    package init(limits: RPCLimits) {
        self.limits = limits
        assembly = WebSocketAssembly(maximumBytes: limits.frameBytes)
    }

    /// When to call `check` next; nil when there is nothing to wait for.
    package var deadline: NIODeadline? {
        if case .open(let session) = state { lastHeard + session.patience } else { nil }
    }

    /// Takes a frame of the server's.
    package mutating func receive(_ piece: WebSocketPiece, at now: NIODeadline) -> [Action] {
        guard !isOver else { return [] }
        lastHeard = now
        do throws(EngineIOEnd) {
            guard piece.opcode.isControl else {
                switch try assembly.append(piece) {
                case .text(let text): return try receive(text: text)
                case .binary(let bytes): return try receive(buffer: bytes)
                case nil: return []
                }
            }
            return try receive(control: piece)
        } catch {
            return end(error)
        }
    }

    /// Looks whether the server has been silent for too long.
    package mutating func check(at now: NIODeadline) -> [Action] {
        guard let deadline, now >= deadline else { return [] }
        return end(.broken(reason: "the server has been silent for too long", code: 1001))
    }

    /// The connection is gone.
    package mutating func hangUp() -> [Action] {
        guard !isOver else { return [] }
        state = .over
        return [.end(.left)]
    }

    /// Says goodbye, or why not.
    package mutating func end(_ end: EngineIOEnd) -> [Action] {
        guard !isOver else { return [] }
        state = .over
        let code: UInt16 = if case .broken(_, let code) = end { code } else { 1000 }
        return [.send(.close(code)), .end(end)]
    }

    private var isOver: Bool {
        if case .over = state { true } else { false }
    }

    private mutating func receive(control piece: WebSocketPiece) throws(EngineIOEnd) -> [Action] {
        guard piece.isFinal, piece.payload.count <= 125 else { throw .violation("a control frame that is too long") }
        switch piece.opcode {
        case .ping: return [.send(WebSocketPiece(.pong, piece.payload))]
        case .pong: return []
        default:
            state = .over
            let code = piece.payload.count < 2 ? 1000 : UInt16(piece.payload[0]) << 8 | UInt16(piece.payload[1])
            // Going away (1001) is what a server does that stops or restarts a plugin.
            guard code != 1000, code != 1001 else { return [.send(.close(1000)), .end(.left)] }
            let words = String(decoding: piece.payload.dropFirst(2), as: UTF8.self)
            let reason = "the server closed the connection: \(code)" + (words.isEmpty ? "" : ", \(words)")
            return [.send(.close(1000)), .end(.broken(reason: reason, code: code))]
        }
    }

    private mutating func receive(text: [UInt8]) throws(EngineIOEnd) -> [Action] {
        let type = text.first.map { Character(UnicodeScalar($0)) }
        guard case .open = state else {
            guard type == "0" else { throw .violation("something before the open packet") }
            let session = try EngineIOSession(parsing: Array(text.dropFirst()))
            state = .open(session)
            return [.opened(session)]
        }
        switch type {
        case "1": return end(.left)
        // Always the plain answer: only other transports probe with more.
        case "2": return [.send(WebSocketPiece(.text, Array("3".utf8)))]
        case "4":
            let packet = RPCPacket(buffers: buffers, json: Array(text.dropFirst()))
            (buffers, bufferBytes) = ([], 0)
            return [.deliver(packet)]
        case "6": return []
        default: throw .violation("a packet of the unknown type \(type.map(String.init) ?? "nothing")")
        }
    }

    private mutating func receive(buffer: [UInt8]) throws(EngineIOEnd) -> [Action] {
        guard case .open = state else { throw .violation("something before the open packet") }
        guard buffers.count < limits.buffersPerPacket, bufferBytes + buffer.count <= limits.packetBytes else {
            throw .broken(reason: "more buffers than one message may have", code: 1009)
        }
        buffers.append(buffer)
        bufferBytes += buffer.count
        return []
    }
}
