// Feeds the RPC core with what libFuzzer makes up. Text that begins with a brace is taken as messages, one per line, bare or
// as recordings hold them; anything else as frames. Both end at a live peer. The recipe is in CONTRIBUTING.
import Logging
import NIOCore

@testable import ScryptedRPC

@_cdecl("reidFuzzRPC")
func fuzzRPC(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: data, count: count))
    let packets = input.first == UInt8(ascii: "{") ? packets(inLines: input) : packets(inFrames: input)
    let target = Target()
    for packet in packets { target.take(packet) }
    target.finish()
    return 0
}

/// With two buffers each, so that there is something to refer to.
func packets(inLines input: [UInt8]) -> [RPCPacket] {
    input.split(separator: UInt8(ascii: "\n")).map { line in
        let json = try? JSONValue(parsing: Array(line))
        return RPCPacket(buffers: [[1, 2, 3], []], json: json?["json"]?.utf8 ?? Array(line))
    }
}

/// In one piece and in small ones it must be the same, and packets survive being framed again.
func packets(inFrames input: [UInt8]) -> [RPCPacket] {
    let packets = decode(ByteBuffer(bytes: input), pieceSize: .max)
    precondition(decode(ByteBuffer(bytes: input), pieceSize: 3) == packets, "pieces make a difference")
    var again = ByteBuffer()
    for packet in packets {
        var frames = RPCFrame.encode(packet)
        again.writeBuffer(&frames)
    }
    precondition(decode(again, pieceSize: .max) == packets, "a packet changed by being framed")
    return packets
}

func decode(_ bytes: ByteBuffer, pieceSize: Int) -> [RPCPacket] {
    var limits = RPCLimits()
    limits.frameBytes = 1 << 16
    limits.packetBytes = 1 << 17
    limits.buffersPerPacket = 8
    var decoder = RPCFrameDecoder(limits: limits)
    var rest = bytes
    var packets: [RPCPacket] = []
    while var piece = rest.readSlice(length: min(pieceSize, rest.readableBytes)), piece.readableBytes > 0 {
        do {
            while let packet = try decoder.next(from: &piece) { packets.append(packet) }
        } catch {
            break
        }
    }
    return packets
}

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
_ = runFuzzer(&count, &arguments, fuzzRPC)
