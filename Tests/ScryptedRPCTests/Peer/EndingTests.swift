import Testing

@testable import ScryptedRPC

@Suite("Endings", .timeLimit(.minutes(1)))
struct EndingTests {
    @Test("When the other end goes away, waiting calls fail with the reason and run returns")
    func departure() async throws {
        let ending = try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let waiting = outcome { try await proxy.call("m") }
            _ = try await wire.message()
            wire.transport.close()
            let failed = await waiting
            #expect(throws: RPCError.closed(reason: "the other end went away")) { try failed.get() }
            // Later calls fail at once, and letting go of the proxy is nobody's business any more.
            await #expect(throws: RPCError.closed(reason: "the other end went away")) { try await proxy.call("m") }
            await #expect(throws: RPCError.closed(reason: "the other end went away")) { try await peer.root("x") }
            proxy.send("m")
        }
        #expect(ending == nil)
    }

    @Test("Closing fails what waits with the reason given, sends what was said, and takes nothing more")
    func closing() async throws {
        let seen = Seen()
        let function = Scripted { call in
            seen.note(call[0].summary)
            return .value(.null)
        }
        let ending = try await Wire.run(["f": .local(function)]) { peer, wire in
            let id = try await wire.root("f")
            let proxy = try await wire.proxy(of: peer)
            async let waiting = outcome { try await proxy.call("m") }
            _ = try await wire.message()
            proxy.send("last")
            peer.close(reason: "enough")
            peer.close(reason: "twice is as good as once")
            let failed = await waiting
            #expect(throws: RPCError.closed(reason: "enough")) { try failed.get() }
            let last = try await wire.message()
            #expect(last["method"] == "last")
            let end = try await wire.packet()
            #expect(end == nil)
            withExtendedLifetime(proxy) {}
            // The transport is closed, or at least nobody listens.
            try? wire.send(#"{"type":"apply","id":"a","proxyId":"\#(id)","args":["too late"]}"#)
        }
        #expect(ending as? RPCError == .closed(reason: "enough"))
        #expect(seen.all == [])
    }

    @Test("A cancelled run ends the connection in peace")
    func cancelled() async throws {
        let (near, far) = MemoryTransport.pair()
        let peer = RPCPeer(name: "test", transport: near, logger: .init(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await peer.run() }
            group.cancelAll()
            try await group.waitForAll()
        }
        let end = try await Wire(transport: far).packet()
        #expect(end == nil)
        await #expect(throws: RPCError.closed(reason: "ended on this side")) { try await peer.root("x") }
        await #expect(throws: RPCError.closed(reason: "it has been used before")) { try await peer.run() }
    }

    @Test(
        "A message that is none ends the connection with a reason; calls that wait get it, too",
        arguments: ["", "{", "{}", "[1]", #"{"type":"apply","id":"a"}"#, "\u{FEFF}{}"])
    func malformed(_ text: String) async throws {
        let ending = try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let waiting = outcome { try await proxy.call("m") }
            _ = try await wire.message()
            try wire.send(text)
            let failed = await waiting
            #expect { try failed.get() } throws: { if case RPCError.closed = $0 { true } else { false } }
            let end = try await wire.packet()
            #expect(end == nil)
        }
        #expect { throw try #require(ending) } throws: { if case RPCError.transport = $0 { true } else { false } }
    }

    @Test("A call that takes too long fails, and others go on waiting")
    func timeout() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let patient = outcome { try await proxy.call("patient", timeout: .seconds(Int64.max)) }
            let patientID = try await wire.message()["id"] ?? nil
            for _ in 0..<3 {
                await #expect(throws: RPCError.timeout(method: "hasty")) {
                    try await proxy.call("hasty", timeout: .milliseconds(1))
                }
                let late = try await wire.message()["id"] ?? nil
                try wire.send(["type": "result", "id": late, "result": "too late"])
            }
            await #expect(throws: RPCError.timeout(method: nil)) { try await proxy.call(nil, timeout: .zero) }
            try wire.send(["type": "result", "id": patientID, "result": "in time"])
            let summary = try await patient.get().summary
            #expect(summary == #"json "in time""#)
            #expect(peer.session.withLock { $0.pending.count } == 0)
        }
    }

    @Test("A caller that is cancelled waits no longer")
    func cancelledCaller() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: CancellationError.self) { try await proxy.call("m") }
                }
                _ = try await wire.message()
                group.cancelAll()
                try await group.waitForAll()
                // Cancelled before it began: nothing is sent at all.
                group.addTask {
                    await #expect(throws: CancellationError.self) { try await proxy.call("never") }
                }
                try await group.waitForAll()
            }
            #expect(peer.session.withLock { $0.pending.count } == 0)
            async let next = proxy.call("next")
            let message = try await wire.message()
            #expect(message["method"] == "next")
            try wire.send(["type": "result", "id": message["id"] ?? nil])
            _ = try await next
        }
    }

    @Test("Results for nobody and unknown messages are passed over")
    func passedOver() async throws {
        let function = Scripted { _ in .value(.json("here")) }
        let ending = try await Wire.run(["f": .local(function)]) { _, wire in
            try wire.send(#"{"type":"result","id":"nobody","result":1}"#)
            try wire.send(#"{"type":"greeting"}"#)
            let answer = try await wire.call(try await wire.root("f"), nil)
            #expect(answer["result"] == "here")
        }
        #expect(ending == nil)
    }
}
