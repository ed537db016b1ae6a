import Logging
import Synchronization

@testable import ScryptedRPC

/// A peer that takes packets, with one object that gives back what it is given; and what must be true of it all.
struct Target {
    private let transport = Collector()
    private let peer: RPCPeer

    init() {
        let ids = Mutex(0)
        let logger = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
        peer = RPCPeer(
            name: "fuzz", transport: transport, roots: ["getRemote": .local(Echo())], logger: logger,
            makeID: {
                let id = ids.withLock { id in
                    id += 1
                    return id
                }
                return "id\(id)"
            })
        // Its id is `id1` from now on.
        take(RPCPacket(json: Array(#"{"type":"param","id":"a","param":"getRemote"}"#.utf8)))
    }

    func take(_ packet: RPCPacket) {
        checkJSON(packet.json)
        let before = transport.sent.count
        do { _ = try peer.take(packet) } catch { return }
        for answer in transport.sent.dropFirst(before) { checkAnswer(answer, to: packet) }
    }

    func finish() {
        peer.close(reason: "over")
        precondition(peer.session.withLock { $0.exports.count } == 0, "objects are left")
        let count = transport.sent.count
        _ = try? peer.take(RPCPacket(json: Array(#"{"type":"param","id":"a","param":"getRemote"}"#.utf8)))
        precondition(transport.sent.count == count, "an answer after the end")
    }

    /// What was read is written and read again as the same, and so are messages.
    private func checkJSON(_ bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes) else { return }
        let written = json.utf8
        precondition((try? JSONValue(parsing: written)) == json, "JSON changed by being written")
        guard let message = try? RPCMessage.parse(json) else { return }
        precondition((try? RPCMessage.parse(message.json)) == message, "a message changed by being written")
    }

    /// The object gives its arguments back in a list: plain JSON must come back untouched, bytes as buffers.
    private func checkAnswer(_ answer: RPCPacket, to packet: RPCPacket) {
        guard let json = try? JSONValue(parsing: answer.json), case .result(let result)? = try? RPCMessage.parse(json) else {
            preconditionFailure("an answer is no result")
        }
        guard case .apply(let call)? = try? RPCMessage.parse(packet.json), !result.isThrown else { return }
        guard let values = result.value?[WireKey.copiesChildren]?.array else { preconditionFailure("the answer is no list") }
        precondition(values.count == call.arguments.count, "arguments got lost")
        for (value, argument) in zip(values, call.arguments) {
            if argument.object == nil { precondition(value == argument, "plain JSON changed") }
            guard argument[WireKey.constructorName]?.string == WireKey.buffer, value[WireKey.constructorName] != nil else {
                continue
            }
            guard let sent = argument[WireKey.serializedValue]?.integer, let back = value[WireKey.serializedValue]?.integer else {
                continue
            }
            precondition(packet.buffers[Int(sent)] == answer.buffers[Int(back)], "a buffer changed")
        }
    }
}
