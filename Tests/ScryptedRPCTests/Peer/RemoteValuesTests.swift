import Testing

@testable import ScryptedRPC

@Suite("Async iterators", .timeLimit(.minutes(1)))
struct RemoteValuesTests {
    /// An iterator as JavaScript and as Python describe them.
    private static let iterators: [(object: String, next: String, end: String)] = [
        (
            #"{"__remote_proxy_id":"i","__remote_proxy_props":{"Symbol(Symbol.asyncIterator)":{"next":"next","throw":"throw","return":"return"}}}"#,
            "next", "return"
        ),
        (
            #"{"__remote_proxy_id":"i","__remote_proxy_props":{"Symbol(Symbol.asyncIterator)":{"next":"__anext__","throw":"athrow","return":"aclose"}}}"#,
            "__anext__", "aclose"
        ),
        (#"{"__remote_proxy_id":"i"}"#, "next", "return"),
    ]

    private static let stop =
        #"{"__remote_constructor_name":"RPCResultError","__serialized_value":{"name":"StopAsyncIteration","message":"[no message]"}}"#

    @Test("Values are pulled one by one until the peer says that there are no more", arguments: iterators)
    func pulls(_ object: String, _ next: String, _ end: String) async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.give(object, to: peer).proxy
            async let summaries = collect(proxy)
            for result in [#""result":1"#, #""result":null"#, #""throw":true,"result":\#(Self.stop)"#] {
                let call = try await wire.message()
                #expect(call["method"]?.string == next && call["args"] == [])
                try wire.send(#"{"type":"result","id":"\#(call["id"]?.string ?? "")",\#(result)}"#)
            }
            let all = try await summaries
            #expect(all == ["json 1", "json null"])
            // It has ended by itself: nobody ends it again.
            proxy.send("after")
            let after = try await wire.message()
            #expect(after["method"] == "after")
        }
    }

    private func collect(_ proxy: RemoteProxy) async throws -> [String] {
        var summaries: [String] = []
        for try await value in proxy.values() { summaries.append(value.summary) }
        return summaries
    }

    @Test("Leaving off early ends it there", arguments: iterators)
    func leavesOff(_ object: String, _ next: String, _ end: String) async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.give(object, to: peer).proxy
            async let first = first(of: proxy)
            let call = try await wire.message()
            try wire.send(["type": "result", "id": call["id"] ?? nil, "result": 1])
            let summary = try await first
            #expect(summary == "json 1")
            let last = try await wire.message()
            #expect(last["method"]?.string == end && last["oneway"] == true)
            withExtendedLifetime(proxy) {}
        }
    }

    private func first(of proxy: RemoteProxy) async throws -> String? {
        for try await value in proxy.values() { return value.summary }
        return nil
    }

    @Test("An error ends it here, a missing answer at both ends")
    func failures() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.give(#"{"__remote_proxy_id":"i"}"#, to: peer).proxy
            async let failing = outcome { .json(.string(try await collect(proxy).joined())) }
            let call = try await wire.message()
            try wire.send(
                #"{"type":"result","id":"\#(call["id"]?.string ?? "")","throw":true,"result":{"__remote_constructor_name":"RPCResultError","__serialized_value":{"message":"no"}}}"#
            )
            let failed = await failing
            #expect(throws: RPCRemoteError(message: "no")) { try failed.get() }

            await #expect(throws: RPCError.timeout(method: "next")) {
                for try await _ in proxy.values(timeout: .milliseconds(1)) { continue }
            }
            let pulled = try await wire.message()
            let ended = try await wire.message()
            #expect(pulled["method"] == "next" && ended["method"] == "return")
        }
    }
}
