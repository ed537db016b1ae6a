import NIOCore
import Testing

@testable import ScryptedRPC

@Suite("Frames")
struct RPCFrameTests {
    private let packets = [
        RPCPacket(json: Array(#"{"type":"param"}"#.utf8)),
        RPCPacket(buffers: [[1, 2, 3], [], [4]], json: [UInt8](repeating: 7, count: 300)),
        RPCPacket(json: []), RPCPacket(buffers: [[0]], json: [9]),
    ]

    private func decode(_ pieces: some Sequence<ByteBuffer>, limits: RPCLimits = RPCLimits()) throws -> [RPCPacket] {
        var decoder = RPCFrameDecoder(limits: limits)
        var decoded: [RPCPacket] = []
        for var piece in pieces {
            while let packet = try decoder.next(from: &piece) { decoded.append(packet) }
            #expect(piece.readableBytes == 0)
        }
        return decoded
    }

    private func stream() -> [UInt8] { packets.flatMap { RPCFrame.encode($0).readableBytesView } }

    @Test("The length counts the type byte, and buffers come before their message")
    func encoding() {
        let bytes = RPCFrame.encode(RPCPacket(buffers: [[0xAA, 0xBB]], json: [0x7B, 0x7D]))
        #expect(Array(bytes.readableBytesView) == [0, 0, 0, 3, 1, 0xAA, 0xBB, 0, 0, 0, 3, 0, 0x7B, 0x7D])
    }

    @Test("Bytes may come in any pieces", arguments: [1, 2, 3, 5, 7, 64, 10_000])
    func dripFed(pieceSize: Int) throws {
        let bytes = stream()
        let pieces = stride(from: 0, to: bytes.count, by: pieceSize).map {
            ByteBuffer(bytes: bytes[$0..<min($0 + pieceSize, bytes.count)])
        }
        #expect(try decode(pieces) == packets)
    }

    @Test("A cut anywhere gives what was complete, and no error")
    func cut() throws {
        let bytes = stream()
        for end in bytes.indices {
            let decoded = try decode([ByteBuffer(bytes: bytes[..<end])])
            #expect(decoded == Array(packets.prefix(decoded.count)))
        }
    }

    @Test(
        "What cannot be understood ends the connection with a reason",
        arguments: [
            ([0, 0, 0, 0, 0], "a frame has no type"),
            ([0, 0, 0, 1, 2], "a frame has the unknown type 2"),
            ([0, 0, 0, 12, 0], "a frame of 11 bytes is over the limit of 10"),
            ([0xFF, 0xFF, 0xFF, 0xFF, 1], "a frame of 4294967294 bytes is over the limit of 10"),
            ([0, 0, 0, 2, 1, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 1, 1], "a message has more than 2 buffers"),
            ([0, 0, 0, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 1], "a message has buffers of more than 12 bytes"),
        ] as [([UInt8], String)])
    func limits(_ bytes: [UInt8], _ reason: String) {
        var limits = RPCLimits()
        limits.frameBytes = 10
        limits.buffersPerPacket = 2
        limits.packetBytes = 12
        #expect(throws: RPCError.transport(reason: reason)) { try decode([ByteBuffer(bytes: bytes)], limits: limits) }
    }

    @Test("Limits count per message")
    func limitsPerMessage() throws {
        var limits = RPCLimits()
        limits.buffersPerPacket = 1
        limits.packetBytes = 4
        let packet = RPCPacket(buffers: [[1, 2, 3, 4]], json: [5])
        #expect(try decode((0..<3).map { _ in RPCFrame.encode(packet) }, limits: limits) == [packet, packet, packet])
    }
}
