import Testing

@testable import ScryptedRPC

@Suite("How arguments and results travel", .timeLimit(.minutes(1)))
struct ValueEncodingTests {
    /// What the peer answers when its function returns `value`. Its own id is `id1`, the next ids count on.
    private func encode(_ value: RPCValue) async throws -> RPCPacket? {
        let packet = Box<RPCPacket?>(nil)
        let function = Scripted { _ in .value(value) }
        try await Wire.run(["f": .local(function)]) { _, wire in
            let id = try await wire.root("f")
            try wire.send(#"{"type":"apply","id":"a","proxyId":"\#(id)"}"#)
            packet.value = try await wire.packet()
        }
        return packet.value
    }

    @Test(
        "One form for each kind of value",
        arguments: [
            (.json(nil), "null", []), (.json(["a": [1, "b", 0.5, true]]), #"{"a":[1,"b",0.5,true]}"#, []),
            // Plain JSON is not looked into.
            (.json(["__remote_proxy_id": "x"]), #"{"__remote_proxy_id":"x"}"#, []),
            (
                .error(RPCRemoteError(name: "E", message: "m", stack: "s")),
                #"{"__remote_constructor_name":"RPCResultError","__serialized_value":{"message":"m","name":"E","stack":"s"}}"#, []
            ),
            (
                .error(RPCRemoteError(message: "m")),
                #"{"__remote_constructor_name":"RPCResultError","__serialized_value":{"message":"m","name":"Error"}}"#, []
            ),
            (.bytes([1, 2]), #"{"__remote_constructor_name":"Buffer","__serialized_value":0}"#, [[1, 2]]),
            (
                .list([.json(1), .bytes([1]), .list([.bytes([2])])]),
                #"{"__json_copy_serialize_children":[1,{"__remote_constructor_name":"Buffer","__serialized_value":0},"#
                    + #"{"__json_copy_serialize_children":[{"__remote_constructor_name":"Buffer","__serialized_value":1}]}]}"#,
                [[1], [2]]
            ),
            // The marker stays among the members.
            (
                .record(["a": .json(1), "b": .list([])]),
                #"{"__json_copy_serialize_children":true,"a":1,"b":{"__json_copy_serialize_children":[]}}"#, []
            ),
            (
                .local(Scripted { _ in .value(.null) }),
                #"{"__remote_constructor_name":"Function","__remote_proxy_finalizer_id":"id2","__remote_proxy_id":"id2"}"#, []
            ),
            // All that an object says of itself; null stands for the object as a function.
            (
                .local(Scripted("Remote", properties: ["id": "4"], oneway: ["notify", nil]) { _ in .value(.null) }),
                #"{"__remote_constructor_name":"Remote","__remote_proxy_finalizer_id":"id2","__remote_proxy_id":"id2","#
                    + #""__remote_proxy_oneway_methods":[null,"notify"],"__remote_proxy_props":{"id":"4"}}"#, []
            ),
            (
                .local(Scripted(nil) { _ in .value(.null) }), #"{"__remote_proxy_finalizer_id":"id2","__remote_proxy_id":"id2"}"#,
                []
            ),
        ] as [(RPCValue, String, [[UInt8]])])
    func encodes(_ value: RPCValue, _ text: String, _ buffers: [[UInt8]]) async throws {
        let packet = try #require(try await encode(value))
        #expect(try JSONValue(parsing: packet.json)["result"]?.text == text)
        #expect(packet.buffers == buffers)
    }

    @Test("The same object keeps its id, and gets a new finalizer id every time it is sent")
    func sameObject() async throws {
        let object = Scripted { _ in .value(.null) }
        let packet = try #require(try await encode(.list([.local(object), .local(object)])))
        let list = try JSONValue(parsing: packet.json)["result"]?["__json_copy_serialize_children"]
        #expect(list?[0]?["__remote_proxy_id"] == "id2" && list?[0]?["__remote_proxy_finalizer_id"] == "id2")
        #expect(list?[1]?["__remote_proxy_id"] == "id2" && list?[1]?["__remote_proxy_finalizer_id"] == "id3")
    }

    @Test("An object of the peer's goes back under its own id, and one of another connection does not go")
    func proxies() async throws {
        try await Wire.run { other, otherWire in
            let foreign = try await otherWire.proxy(of: other)
            try await Wire.run { peer, wire in
                let proxy = try await wire.proxy(of: peer)
                proxy.send(nil, [.remote(proxy)])
                let message = try await wire.message()
                #expect(message["args"]?.text == #"[{"__local_proxy_id":"f"}]"#)
                await #expect(throws: RPCError.foreignObject) { try await proxy.call(nil, [.remote(foreign)]) }
                withExtendedLifetime(foreign) {}
            }
        }
    }

    @Test("A message that cannot be sent leaves nothing behind")
    func reverted() async throws {
        var limits = RPCLimits()
        limits.frameBytes = 1_000
        try await Wire.run(limits: limits) { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            let object = Scripted { _ in .value(.null) }
            let tooLarge = RPCValue.json(.string(String(repeating: "x", count: 1_000)))
            await #expect(throws: RPCError.overflow("a message of more than 1000 bytes")) {
                try await proxy.call("m", [.local(object), tooLarge])
            }
            #expect(peer.session.withLock { $0.exports.count } == 0)
            #expect(peer.session.withLock { $0.pending.count } == 0)
            // Known already: the finalizer id that the peer knows still counts.
            proxy.send("m", [.local(object)])
            let reference = try await wire.message()["args"]?[0]
            proxy.send("m", [.local(object), tooLarge])
            let id = reference?["__remote_proxy_id"]?.string ?? ""
            #expect(
                peer.session.withLock { $0.finalize(id, finalizerID: reference?["__remote_proxy_finalizer_id"]?.string) } != nil)
        }
    }
}
