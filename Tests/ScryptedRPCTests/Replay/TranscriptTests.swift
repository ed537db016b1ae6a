import NIOCore
import Testing

@testable import ScryptedRPC

@Suite("What a real server said", .timeLimit(.minutes(2)))
struct TranscriptTests {
    @Test("The peer says what the recorded client said", arguments: Transcript.all)
    func replay(_ transcript: Transcript) async throws {
        let replay = Replay(transcript)
        let ending = try await Wire.run(replay.roots) { peer, wire in
            try await replay.play(transcript.lines.count, peer: peer, wire: wire)
        }
        #expect(ending == nil)
        #expect(transcript.lines.count > 10)
    }

    @Test(
        "A connection that breaks after any message fails what waits, and leaves nothing behind", .timeLimit(.minutes(1)),
        arguments: Transcript.all)
    func cut(_ transcript: Transcript) async throws {
        for count in 0..<transcript.lines.count {
            let seen = WeakReference<RPCPeer>()
            do {
                let replay = Replay(transcript)
                let ending = try await Wire.run(replay.roots) { peer, wire in
                    seen.object = peer
                    try await replay.play(count, peer: peer, wire: wire)
                }
                #expect(ending == nil)
            }
            await seen.released()
        }
    }

    @Test("Recorded frames come out of single bytes as they went in", arguments: Transcript.all)
    func frames(_ transcript: Transcript) throws {
        let packets = transcript.lines.filter(\.isFromServer).map(\.packet)
        var decoder = RPCFrameDecoder()
        var decoded: [RPCPacket] = []
        for packet in packets {
            for byte in RPCFrame.encode(packet).readableBytesView {
                var piece = ByteBuffer(bytes: [byte])
                if let packet = try decoder.next(from: &piece) { decoded.append(packet) }
            }
        }
        #expect(decoded == packets)
    }

    @Test("We write JSON as long as JavaScript does, and count the type byte as it does", arguments: Transcript.all)
    func lengths(_ transcript: Transcript) throws {
        for line in transcript.lines where line.isFromServer {
            guard let length = line.length else { continue }
            #expect(line.message.utf8.count + 1 == length)
        }
    }

    @Test("Every recorded message survives parsing and writing", arguments: Transcript.all)
    func messages(_ transcript: Transcript) throws {
        for line in transcript.lines {
            let message = try #require(try RPCMessage.parse(line.packet.json))
            #expect(try RPCMessage.parse(message.json.utf8) == message)
        }
    }
}
