import Logging

@testable import ScryptedRPC

/// The other end of a peer's connection, spoken by hand. The peer's ids count up: `id1`, `id2` …
struct Wire: Sendable {
    let transport: MemoryTransport

    func send(_ text: String, buffers: [[UInt8]] = []) throws {
        try transport.send(RPCPacket(buffers: buffers, json: Array(text.utf8)))
    }

    func send(_ json: JSONValue, buffers: [[UInt8]] = []) throws {
        try transport.send(RPCPacket(buffers: buffers, json: json.utf8))
    }

    /// The next packet; nil after the end.
    func packet() async throws -> RPCPacket? {
        for try await packet in transport.packets { return packet }
        return nil
    }

    /// The next message; null after the end.
    func message() async throws -> JSONValue {
        guard let packet = try await packet() else { return .null }
        return try JSONValue(parsing: packet.json)
    }

    /// Sends a message, and gives back the next one that comes.
    func exchange(_ text: String, buffers: [[UInt8]] = []) async throws -> JSONValue {
        try send(text, buffers: buffers)
        return try await message()
    }

    /// What `body` does with a peer that runs, and how the peer ended.
    @discardableResult
    static func run(
        _ roots: [String: RPCValue] = [:], limits: RPCLimits = RPCLimits(), clock: some Clock<Duration> = ContinuousClock(),
        _ body: (RPCPeer, Wire) async throws -> Void
    ) async throws -> (any Error)? {
        let (near, far) = MemoryTransport.pair(limits: limits)
        let ids = Counter()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let peer = RPCPeer(
            name: "test", transport: near, roots: roots, limits: limits, logger: logger, clock: clock,
            makeID: { "id\(ids.next())" })
        return try await withThrowingTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                do { try await peer.run() } catch { return error }
                return nil
            }
            do {
                try await body(peer, Wire(transport: far))
            } catch {
                far.close()
                throw error
            }
            far.close()
            return try await group.next() ?? nil
        }
    }
}

extension Wire {
    /// Makes the peer ask for an object, and gives it this one.
    func give(_ object: String, to peer: RPCPeer) async throws -> RPCValue {
        async let value = peer.root("object")
        let id = try await message()["id"]?.string ?? ""
        try send(#"{"type":"result","id":"\#(id)","result":\#(object)}"#)
        return try await value
    }

    /// As `give`, a function with that id.
    func proxy(_ id: String = "f", finalizer: String = "f", of peer: RPCPeer) async throws -> RemoteProxy {
        try await give(
            #"{"__remote_proxy_id":"\#(id)","__remote_proxy_finalizer_id":"\#(finalizer)","__remote_constructor_name":"Function"}"#,
            to: peer
        ).proxy
    }

    /// Asks for a root of the peer's.
    /// - Returns: its id.
    func root(_ name: String) async throws -> String {
        let answer = try await exchange(#"{"type":"param","id":"root","param":"\#(name)"}"#)
        return answer["result"]?["__remote_proxy_id"]?.string ?? ""
    }

    /// Calls an object of the peer's.
    /// - Returns: the whole answer.
    func call(_ object: String, _ method: String?, _ arguments: String = "[]", buffers: [[UInt8]] = []) async throws -> JSONValue
    {
        let method = method.map { #""\#($0)""# } ?? "null"
        return try await exchange(
            #"{"type":"apply","id":"call","proxyId":"\#(object)","args":\#(arguments),"method":\#(method)}"#, buffers: buffers)
    }
}
