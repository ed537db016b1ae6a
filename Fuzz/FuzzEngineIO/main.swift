// Feeds the engine.io codec with what libFuzzer makes up, as bytes of WebSocket frames behind a proper open packet. Nothing to
// check but that every call returns, that limits hold, that nothing comes after the end, and that it does not matter how the
// bytes were cut into reads. The recipe is in CONTRIBUTING.
import NIOCore
import NIOEmbedded
import NIOWebSocket
import ScryptedRPC

enum Fixed {
    /// Small, so that a run spends its time on frames and not on bytes.
    static let limits: RPCLimits = {
        var limits = RPCLimits()
        limits.frameBytes = 4_096
        limits.packetBytes = 8_192
        limits.buffersPerPacket = 8
        return limits
    }()
    static let session = Array(#"0{"pingInterval":25000,"pingTimeout":20000,"maxPayload":4096}"#.utf8)
    static let time = NIODeadline.uptimeNanoseconds(1_000_000_000)
}

/// What the codec makes of bytes that come in reads of `size`.
func actions(_ bytes: [UInt8], readsOf size: Int, isOpen: Bool) -> [EngineIOCodec.Action] {
    let channel = EmbeddedChannel(handler: ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: Fixed.limits.frameBytes)))
    defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
    var codec = EngineIOCodec(limits: Fixed.limits)
    var actions: [EngineIOCodec.Action] = []
    if isOpen { actions += codec.receive(WebSocketPiece(.text, Fixed.session), at: Fixed.time) }
    var position = 0
    while position < bytes.count {
        let end = min(position + size, bytes.count)
        do {
            try channel.writeInbound(ByteBuffer(bytes: bytes[position..<end]))
        } catch {
            // Frames before the broken one still count.
            actions += frames(of: channel, to: &codec)
            return actions + codec.end(.broken(reason: "\(error)", code: 1002))
        }
        actions += frames(of: channel, to: &codec)
        position = end
    }
    return actions + codec.hangUp()
}

func frames(of channel: EmbeddedChannel, to codec: inout EngineIOCodec) -> [EngineIOCodec.Action] {
    var actions: [EngineIOCodec.Action] = []
    while let frame = try? channel.readInbound(as: WebSocketFrame.self) {
        let piece = WebSocketPiece(frame.opcode, isFinal: frame.fin, Array(frame.unmaskedData.readableBytesView))
        actions += codec.receive(piece, at: Fixed.time)
    }
    return actions
}

func check(_ actions: [EngineIOCodec.Action]) {
    precondition(actions.count { if case .end = $0 { true } else { false } } == 1, "not exactly one end")
    guard case .end = actions.last else { preconditionFailure("something after the end") }
    for action in actions {
        switch action {
        case .deliver(let packet):
            precondition(packet.json.count <= Fixed.limits.frameBytes, "a message over the limit")
            precondition(packet.buffers.count <= Fixed.limits.buffersPerPacket, "too many buffers")
            precondition(packet.buffers.reduce(0) { $0 + $1.count } <= Fixed.limits.packetBytes, "buffers over the limit")
            precondition(String(validating: packet.json, as: UTF8.self) != nil, "a text that is not UTF-8")
        case .send(let piece): precondition(piece.payload.count <= 125 && piece.isFinal, "an answer that is too long")
        case .opened(let session): precondition(session.maximumPayload > 0 && session.patience > .zero, "an impossible session")
        case .end: break
        }
    }
}

@_cdecl("reidFuzzEngineIO")
func fuzzEngineIO(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: data, count: count))
    guard let first = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    // The codec gets the whole, and then pieces of one to sixteen bytes.
    let whole = actions(bytes, readsOf: max(bytes.count, 1), isOpen: first & 1 == 0)
    check(whole)
    precondition(whole == actions(bytes, readsOf: Int(first >> 4) + 1, isOpen: first & 1 == 0), "the cuts between reads matter")
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
_ = runFuzzer(&count, &arguments, fuzzEngineIO)
