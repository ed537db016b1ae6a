import NIOCore
import NIOWebSocket
import ScryptedRPC
import Testing

/// engine.io without I/O: frames in, actions out.
@Suite struct EngineIOCodecTests {
    @Test("the open packet says how long to wait and how much to send")
    func opening() {
        var codec = EngineIOCodec(limits: RPCLimits())
        #expect(codec.deadline == nil)
        #expect(codec.receive(.text(WireFrame.session), at: start) == [.opened(EngineIOSession.real)])
        #expect(codec.deadline == start + .seconds(145))
    }

    // Each before, or instead of, a proper open packet.
    @Test(
        "what is no open packet ends the connection",
        arguments: [
            .text("4{}"), .text("2"), .text(""), .text("0"), .text("0[]"), .text("0{}"), .text(#"0{"pingInterval":25000}"#),
            .text(#"0{"pingInterval":0,"pingTimeout":1}"#), .text(#"0{"pingInterval":1,"pingTimeout":99999999999999999}"#),
            .text(#"0{"pingInterval":1,"pingTimeout":1,"maxPayload":0}"#), WebSocketPiece(.binary, [1]),
        ] as [WebSocketPiece])
    func badOpening(piece: WebSocketPiece) {
        var codec = EngineIOCodec(limits: RPCLimits())
        expectEnd(codec.receive(piece, at: start), code: 1002)
        #expect(codec.receive(.text(WireFrame.session), at: start).isEmpty)
    }

    @Test("a server that names no largest message gets engine.io's own")
    func defaultPayload() {
        var codec = EngineIOCodec(limits: RPCLimits())
        let actions = codec.receive(.text(#"0{"pingInterval":1,"pingTimeout":1}"#), at: start)
        guard case .opened(let session) = actions.first else { Issue.record("\(actions)"); return }
        #expect(session.maximumPayload == 1_000_000)
    }

    @Test("messages come with the buffers in front of them")
    func messages() {
        var codec = EngineIOCodec.open()
        #expect(codec.receive(.text("4{}"), at: start) == [.deliver(RPCPacket(json: Array("{}".utf8)))])
        #expect(codec.receive(WebSocketPiece(.binary, [1, 2]), at: start).isEmpty)
        #expect(codec.receive(WebSocketPiece(.binary, []), at: start).isEmpty)
        // A ping may come between.
        #expect(codec.receive(.text("2"), at: start) == [.send(.text("3"))])
        #expect(codec.receive(.text("4[]"), at: start) == [.deliver(RPCPacket(buffers: [[1, 2], []], json: Array("[]".utf8)))])
        #expect(codec.receive(.text("4[]"), at: start) == [.deliver(RPCPacket(json: Array("[]".utf8)))])
    }

    @Test("a message may come in fragments, with control frames between")
    func fragments() {
        var codec = EngineIOCodec.open()
        #expect(codec.receive(WebSocketPiece(.text, isFinal: false, Array("4\"\u{E9}".utf8.dropLast())), at: start).isEmpty)
        #expect(codec.receive(WebSocketPiece(.ping, [9]), at: start) == [.send(WebSocketPiece(.pong, [9]))])
        #expect(codec.receive(WebSocketPiece(.continuation, isFinal: false), at: start).isEmpty)
        // The character that was cut apart is whole again.
        let actions = codec.receive(WebSocketPiece(.continuation, Array("\u{E9}\"".utf8.dropFirst())), at: start)
        #expect(actions == [.deliver(RPCPacket(json: Array("\"\u{E9}\"".utf8)))])
    }

    @Test("pings are answered, noops and pongs ignored")
    func control() {
        var codec = EngineIOCodec.open()
        #expect(codec.receive(.text("2"), at: start) == [.send(.text("3"))])
        #expect(codec.receive(.text("6"), at: start).isEmpty)
        #expect(codec.receive(WebSocketPiece(.pong, [1]), at: start).isEmpty)
        #expect(codec.receive(WebSocketPiece(.ping), at: start) == [.send(WebSocketPiece(.pong))])
    }

    @Test("silence ends the connection, and any frame breaks it")
    func silence() {
        var codec = EngineIOCodec.open()
        let late = start + .seconds(145)
        #expect(codec.check(at: late - .nanoseconds(1)).isEmpty)
        _ = codec.receive(.text("6"), at: start + .seconds(10))
        #expect(codec.check(at: late).isEmpty)
        #expect(codec.deadline == late + .seconds(10))
        expectEnd(codec.check(at: late + .seconds(10)), code: 1001)
        #expect(codec.deadline == nil)
        #expect(codec.check(at: late + .seconds(1000)).isEmpty)
    }

    // The server's farewells: the engine.io packet, and WebSocket's with and without a code.
    @Test(
        "a server may say goodbye",
        arguments: [
            .text("1"), WebSocketPiece(.connectionClose), WebSocketPiece(.connectionClose, [3, 0xE8]),
            WebSocketPiece(.connectionClose, [3, 0xE9, 0x62]),
        ] as [WebSocketPiece])
    func farewell(piece: WebSocketPiece) {
        var codec = EngineIOCodec.open()
        #expect(codec.receive(piece, at: start) == [.send(WebSocketPiece(.connectionClose, [3, 0xE8])), .end(.left)])
        #expect(codec.hangUp().isEmpty)
    }

    @Test("a server that closes for a reason is quoted")
    func reason() {
        var codec = EngineIOCodec.open()
        let actions = codec.receive(WebSocketPiece(.connectionClose, [3, 0xF1] + Array("too big".utf8)), at: start)
        #expect(actions.last == .end(.broken(reason: "the server closed the connection: 1009, too big", code: 1009)))
    }

    // What breaks the protocol, and by which of WebSocket's codes the server is told.
    @Test(
        "what breaks the protocol ends the connection",
        arguments: [
            (.text(""), 1002), (.text("0{}"), 1002), (.text("3"), 1002), (.text("5"), 1002), (.text("7"), 1002),
            (.text("é"), 1002),
            (WebSocketPiece(.text, [0x34, 0xFF]), 1007), (WebSocketPiece(.text, [0xC3]), 1007),
            (WebSocketPiece(.continuation, [0x34]), 1002), (WebSocketPiece(.ping, isFinal: false), 1002),
            (WebSocketPiece(.ping, [UInt8](repeating: 0, count: 126)), 1002),
            (WebSocketPiece(WebSocketOpcode(encodedWebSocketOpcode: 3)!), 1002),
            (WebSocketPiece(WebSocketOpcode(encodedWebSocketOpcode: 0xB)!), 1002),
        ] as [(WebSocketPiece, UInt16)])
    func violations(piece: WebSocketPiece, code: UInt16) {
        var codec = EngineIOCodec.open()
        expectEnd(codec.receive(piece, at: start), code: code)
        #expect(codec.receive(.text("4{}"), at: start).isEmpty)
    }

    @Test("a message inside of a message ends the connection")
    func nested() {
        var codec = EngineIOCodec.open()
        _ = codec.receive(WebSocketPiece(.text, isFinal: false, [0x34]), at: start)
        expectEnd(codec.receive(.text("4"), at: start), code: 1002)
    }

    @Test("messages and buffers have limits")
    func limits() {
        var limits = RPCLimits()
        limits.frameBytes = 1_000
        limits.packetBytes = 1_500
        limits.buffersPerPacket = 3
        var long = EngineIOCodec.open(limits)
        _ = long.receive(WebSocketPiece(.text, isFinal: false, [UInt8](repeating: 0x34, count: 600)), at: start)
        expectEnd(
            long.receive(WebSocketPiece(.continuation, isFinal: false, [UInt8](repeating: 0x34, count: 600)), at: start),
            code: 1009)

        var heavy = EngineIOCodec.open(limits)
        #expect(heavy.receive(WebSocketPiece(.binary, [UInt8](repeating: 0, count: 1_000)), at: start).isEmpty)
        expectEnd(heavy.receive(WebSocketPiece(.binary, [UInt8](repeating: 0, count: 501)), at: start), code: 1009)

        var many = EngineIOCodec.open(limits)
        for _ in 0..<3 { #expect(many.receive(WebSocketPiece(.binary, [0]), at: start).isEmpty) }
        expectEnd(many.receive(WebSocketPiece(.binary, [0]), at: start), code: 1009)
    }

    @Test("a packet leaves with its buffers first, unless the server would not take it")
    func sending() throws {
        let packet = RPCPacket(buffers: [[1], [2, 3]], json: Array("{}".utf8))
        #expect(
            try packet.pieces(maximumPayload: 3) == [
                WebSocketPiece(.binary, [1]), WebSocketPiece(.binary, [2, 3]), .text("4{}"),
            ])
        // The text is one byte longer than its JSON.
        #expect(throws: RPCError.self) { try packet.pieces(maximumPayload: 2) }
        #expect(throws: RPCError.self) { try RPCPacket(buffers: [[1, 2, 3, 4]], json: []).pieces(maximumPayload: 3) }
    }
}

private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

/// The last action tells why, the one before it tells the server.
private func expectEnd(_ actions: [EngineIOCodec.Action], code: UInt16, sourceLocation: SourceLocation = #_sourceLocation) {
    guard case .end(.broken(let reason, code)) = actions.last else {
        Issue.record("\(actions)", sourceLocation: sourceLocation)
        return
    }
    #expect(!reason.isEmpty, sourceLocation: sourceLocation)
    let farewell = WebSocketPiece(.connectionClose, [UInt8(code >> 8), UInt8(code & 0xFF)])
    #expect(actions.dropLast() == [.send(farewell)], sourceLocation: sourceLocation)
}

extension EngineIOCodec {
    fileprivate static func open(_ limits: RPCLimits = RPCLimits()) -> EngineIOCodec {
        var codec = EngineIOCodec(limits: limits)
        _ = codec.receive(.text(WireFrame.session), at: start)
        return codec
    }
}

extension EngineIOSession {
    fileprivate static var real: EngineIOSession {
        EngineIOSession(patience: .seconds(145), maximumPayload: 20_000_000)
    }
}

extension WebSocketPiece {
    fileprivate static func text(_ text: String) -> WebSocketPiece { WebSocketPiece(.text, Array(text.utf8)) }
}
