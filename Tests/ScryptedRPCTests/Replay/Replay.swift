import Testing

@testable import ScryptedRPC

/// Plays a recording line by line against a real peer: the server's part is sent as it was, our objects behave as the recorded
/// client's did, and each message of ours is held against the recorded one.
final class Replay {
    /// What became of one of our calls.
    private struct Outcome: Sendable {
        let id: String
        let result: Result<RPCValue, any Error>
    }

    private let transcript: Transcript
    private let arrivals: AsyncStream<ReplayObject.Arrival>
    private let announce: AsyncStream<ReplayObject.Arrival>.Continuation
    private var ids = RecordedIDs()
    /// By their recorded ids: objects of ours, and proxies that the recorded client held.
    private var objects: [String: ReplayObject] = [:]
    private var proxies: [String: RemoteProxy] = [:]
    /// Our calls that wait for their result, with the proxies they use.
    private var openCalls: [String: Set<String>] = [:]
    /// One recorded client let go of proxies while calls were using them. Ours does so after the result.
    private var late: [Transcript.Line] = []
    /// The server's calls that we have not answered yet.
    private var calls: [String: ReplayObject.Arrival] = [:]
    /// Our objects that the server holds.
    private var held: Set<String> = []
    /// What the server asks for by name.
    private(set) var roots: [String: RPCValue] = [:]

    init(_ transcript: Transcript) {
        self.transcript = transcript
        (arrivals, announce) = AsyncStream.makeStream()
        for question in transcript.lines where question.type == "param" {
            let answer = transcript.lines.first { $0.type == "result" && $0.message["id"] == question.message["id"] }
            if let name = question.message["param"]?.string, let result = answer?.message["result"] {
                roots[name] = .local(object(for: result))
            }
        }
    }

    /// Plays the first lines. Then the server goes away.
    func play(_ count: Int, peer: RPCPeer, wire: Wire) async throws {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            for line in transcript.lines.prefix(count) {
                if line.isFromServer {
                    try wire.send(ids.translate(line.message), buffers: line.buffers)
                    try await follow(line, &group)
                } else if try act(line, &group) {
                    try await expect(line, on: wire)
                    hold(line.message)
                }
                for line in late where !openCalls.values.contains(where: { $0.contains(line.finalized) }) {
                    late.removeAll { $0.finalized == line.finalized }
                    try await expect(line, on: wire)
                }
            }
            if count == transcript.lines.count {
                // The answer to this says that all before it was heard.
                _ = try await wire.exchange(#"{"type":"param","id":"last","param":"nothing"}"#)
                #expect(peer.session.withLock { $0.exports.count } == held.count)
            }
            wire.transport.close()
            for try await outcome in group {
                openCalls[outcome.id] = nil
                #expect(throws: RPCError.closed(reason: "the other end went away")) { try outcome.result.get() }
            }
            #expect(openCalls.isEmpty)
        }
    }

    private func expect(_ line: Transcript.Line, on wire: Wire) async throws {
        let packet = try #require(try await wire.packet())
        #expect(packet.buffers == line.buffers)
        let difference = ids.difference(try JSONValue(parsing: packet.json), from: line.message)
        #expect(difference == nil, "\(line.message.text)")
    }

    // MARK: - The server's lines

    private func follow(_ line: Transcript.Line, _ group: inout ThrowingTaskGroup<Outcome, any Error>) async throws {
        let message = line.message
        switch line.type {
        case "apply":
            var iterator = arrivals.makeAsyncIterator()
            let arrival = try #require(await iterator.next())
            #expect(arrival.object === objects[message["proxyId"]?.string ?? ""])
            #expect(arrival.call.method == message["method"]?.string)
            #expect(arrival.call.isOneway == (message["oneway"] == true))
            let arguments = message["args"]?.array ?? []
            try #require(arrival.call.arguments.count == arguments.count)
            for (argument, recorded) in zip(arrival.call.arguments, arguments) { check(argument, recorded, line.buffers) }
            if let id = message["id"]?.string { calls[id] = arrival }
        case "result":
            let outcome = try #require(try await group.next())
            #expect(outcome.id == message["id"]?.string)
            openCalls[outcome.id] = nil
            #expect((message["throw"] == true) == ((try? outcome.result.get()) == nil))
            if let value = try? outcome.result.get() { check(value, message["result"] ?? .null, line.buffers) }
        case "finalize":
            held.remove(line.finalized)
        default: break
        }
    }

    /// Holds what we understood against the recording, and keeps the proxies in it as the recorded client did.
    private func check(_ value: RPCValue, _ recorded: JSONValue, _ buffers: [[UInt8]]) {
        switch value {
        case .remote(let proxy):
            #expect(proxy.id == recorded["__remote_proxy_id"]?.string)
            proxies[proxy.id] = proxy
        case .local(let object):
            #expect(object === objects[recorded["__local_proxy_id"]?.string ?? ""])
        case .bytes(let bytes):
            #expect(recorded["__remote_constructor_name"] == "Buffer")
            #expect(recorded["__serialized_value"]?.integer.map { buffers[Int($0)] } == bytes)
        case .json(let json):
            #expect(json == recorded)
        case .error, .list, .record:
            Issue.record("no recording has such a value: \(value.summary)")
        }
    }

    // MARK: - Our lines

    /// Does what makes our peer say the line.
    /// - Returns: false when it is said later.
    private func act(_ line: Transcript.Line, _ group: inout ThrowingTaskGroup<Outcome, any Error>) throws -> Bool {
        let message = line.message
        switch line.type {
        case "apply":
            let proxy = try #require(proxies[message["proxyId"]?.string ?? ""])
            let recorded = message["args"]?.array ?? []
            let arguments = try recorded.map { try value($0, line.buffers) }
            let method = message["method"]?.string
            if let id = message["id"]?.string {
                openCalls[id] = Set([proxy.id] + recorded.compactMap { $0["__local_proxy_id"]?.string })
                group.addTask { Outcome(id: id, result: await outcome { try await proxy.call(method, arguments) }) }
            } else {
                proxy.send(method, arguments)
            }
        case "result":
            // Roots are answered by the peer itself.
            guard let call = calls.removeValue(forKey: message["id"]?.string ?? "") else { return true }
            let value = try value(message["result"] ?? .null, line.buffers)
            if message["throw"] == true, case .error(let error) = value {
                call.reply.yield(.failure(error))
            } else {
                call.reply.yield(.success(value))
            }
        case "finalize":
            try #require(proxies.removeValue(forKey: line.finalized) != nil)
            if openCalls.values.contains(where: { $0.contains(line.finalized) }) {
                late.append(line)
                return false
            }
        default:
            Issue.record("no client sent this: \(message.text)")
        }
        return true
    }

    private func value(_ recorded: JSONValue, _ buffers: [[UInt8]]) throws -> RPCValue {
        if let id = recorded["__local_proxy_id"]?.string { return .remote(try #require(proxies[id])) }
        if recorded["__remote_proxy_id"] != nil { return .local(object(for: recorded)) }
        switch recorded["__remote_constructor_name"] {
        case "Buffer":
            return .bytes(buffers[Int(recorded["__serialized_value"]?.integer ?? 0)])
        case "RPCResultError":
            let facts = recorded["__serialized_value"]
            return .error(
                RPCRemoteError(
                    name: facts?["name"]?.string ?? "", message: facts?["message"]?.string ?? "", stack: facts?["stack"]?.string))
        default:
            return .json(recorded)
        }
    }

    private func object(for recorded: JSONValue) -> ReplayObject {
        let id = recorded["__remote_proxy_id"]?.string ?? ""
        if let object = objects[id] { return object }
        let object = ReplayObject(
            signature: RPCSignature(
                constructorName: recorded["__remote_constructor_name"]?.string,
                properties: recorded["__remote_proxy_props"]?.object ?? [:],
                onewayMethods: Set((recorded["__remote_proxy_oneway_methods"]?.array ?? []).map(\.string))),
            arrivals: announce)
        objects[id] = object
        return object
    }

    /// Remembers the objects of ours that a line hands over.
    private func hold(_ message: JSONValue) {
        for value in [message["result"] ?? .null] + (message["args"]?.array ?? []) {
            if let id = value["__remote_proxy_id"]?.string { held.insert(id) }
        }
    }
}
