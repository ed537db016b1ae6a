import NIOCore
import Testing

@testable import ScryptedRPC

@Suite("Broken traffic", .timeLimit(.minutes(1)))
struct MutationTests {
    /// Recorded messages, changed at random; the same for the same seed.
    @Test("Changed bytes give an error or an answer, never a trap", arguments: 0..<40 as Range<UInt64>)
    func mutated(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let transcript = try #require(Transcript.all.randomElement(using: &random))
        var packets = transcript.lines.map(\.packet)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let index = packets.indices.randomElement(using: &random) ?? 0
            packets[index] = mutated(packets[index], by: packets.randomElement(using: &random), using: &random)
        }
        var function: [String: RPCValue] = [:]
        for name in ["getRemote", "ping"] { function[name] = .local(Scripted { .value($0[0]) }) }
        let ending = try await Wire.run(function) { _, wire in
            // After a broken message nobody listens any more.
            for packet in packets { try? wire.transport.send(packet) }
            wire.transport.close()
        }
        if let ending {
            #expect { throw ending } throws: { if case RPCError.transport = $0 { true } else { false } }
        }
    }

    @Test("Changed frames give packets or an error, never a trap", arguments: 0..<40 as Range<UInt64>)
    func frames(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let transcript = try #require(Transcript.all.randomElement(using: &random))
        var bytes = transcript.lines.flatMap { RPCFrame.encode($0.packet).readableBytesView }
        for _ in 0..<Int.random(in: 1...3, using: &random) { change(&bytes, using: &random) }
        var limits = RPCLimits()
        limits.frameBytes = 1 << 20
        var decoder = RPCFrameDecoder(limits: limits)
        var rest = ByteBuffer(bytes: bytes)
        do throws(RPCError) {
            while let packet = try decoder.next(from: &rest) { _ = try? RPCMessage.parse(packet.json) }
            #expect(rest.readableBytes == 0)
        } catch {
            guard case .transport = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    private func mutated(_ packet: RPCPacket, by other: RPCPacket?, using random: inout SeededRandom) -> RPCPacket {
        var packet = packet
        switch Int.random(in: 0..<4, using: &random) {
        case 0: packet.buffers = other?.buffers ?? []
        case 1: packet.json = Array(packet.json.prefix(Int.random(in: 0...packet.json.count, using: &random)))
        case 2: packet.json.append(contentsOf: other?.json ?? [])
        default: for _ in 0..<8 { change(&packet.json, using: &random) }
        }
        return packet
    }

    private func change(_ bytes: inout [UInt8], using random: inout SeededRandom) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        // Bytes that mean something in JSON or in a frame's head.
        let telling = Array("\"\\{}[],:0-eun".utf8) + [0, 1, 2, 0x80, 0xFF]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = telling.randomElement(using: &random) ?? 0
        case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        default: bytes.remove(at: index)
        }
    }
}
