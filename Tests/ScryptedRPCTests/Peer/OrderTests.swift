import Testing

@testable import ScryptedRPC

@Suite("Order and limits", .timeLimit(.minutes(1)))
struct OrderTests {
    @Test("Calls are received in the order of their arrival, while others take their time")
    func receivingOrder() async throws {
        let seen = Seen()
        let object = Scripted { call in
            seen.note(call[0].summary)
            // Every third one takes time, and is still begun in its place.
            return call[0].summary.hasSuffix("3") ? .later { call[0] } : .value(call[0])
        }
        try await Wire.run(["o": .local(object)]) { _, wire in
            let id = try await wire.root("o")
            for number in 0..<1_000 {
                try wire.send(#"{"type":"apply","id":"\#(number)","proxyId":"\#(id)","args":[\#(number)]}"#)
            }
            for _ in 0..<1_000 { _ = try await wire.message() }
        }
        #expect(seen.all == (0..<1_000).map { "json \($0)" })
    }

    @Test("Calls leave in the order in which they are made, waited for or not")
    func sendingOrder() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in stride(from: 0, to: 200, by: 2) {
                        proxy.send("m", [.json(.integer(Int64(number)))])
                        try await proxy.call("m", [.json(.integer(Int64(number + 1)))])
                    }
                }
                for number in 0..<200 {
                    let message = try await wire.message()
                    #expect(message["args"]?[0]?.integer == Int64(number))
                    if let id = message["id"] { try wire.send(["type": "result", "id": id]) }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("What an object says before it answers, leaves before the answer")
    func answerOrder() async throws {
        let object = Scripted { call in
            try call[0].proxy.send("before")
            return .value(.json("answer"))
        }
        try await Wire.run(["o": .local(object)]) { _, wire in
            let first = try await wire.call(try await wire.root("o"), nil, #"[{"__remote_proxy_id":"b"}]"#)
            #expect(first["method"] == "before")
            // What tells that the argument was let go may come in between.
            var second = try await wire.message()
            while second["type"] == "finalize" { second = try await wire.message() }
            #expect(second["result"] == "answer")
        }
    }

    @Test("More calls at once than the limit are answered by an error, and the reader goes on")
    func runningCalls() async throws {
        var limits = RPCLimits()
        limits.runningCalls = 2
        let gate = Gate()
        let object = Scripted { call in
            guard call.method == "wait" else { return .value(.json("quick")) }
            return .later {
                await gate.wait()
                return .json("done")
            }
        }
        try await Wire.run(["o": .local(object)], limits: limits) { _, wire in
            let id = try await wire.root("o")
            for number in 0..<2 { try wire.send(#"{"type":"apply","id":"\#(number)","proxyId":"\#(id)","method":"wait"}"#) }
            let refused = try await wire.call(id, "wait")
            #expect(refused["result"]?["__serialized_value"]?["message"] == "too many calls at once")
            let quick = try await wire.call(id, "quick")
            #expect(quick["result"] == "quick")
            gate.open()
            for _ in 0..<2 {
                let done = try await wire.message()
                #expect(done["result"] == "done")
            }
        }
    }

    @Test("More calls than may wait fail at once")
    func pendingCalls() async throws {
        var limits = RPCLimits()
        limits.pendingCalls = 1
        try await Wire.run(limits: limits) { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let first = proxy.call("m")
            let id = try await wire.message()["id"] ?? nil
            await #expect(throws: RPCError.overflow("1 calls wait for a result")) { try await proxy.call("m") }
            try wire.send(["type": "result", "id": id])
            _ = try await first
        }
    }

    @Test("More objects than the peer may hold are refused")
    func exportedObjects() async throws {
        var limits = RPCLimits()
        limits.exportedObjects = 2
        let object = Scripted { _ in .value(.local(Scripted { _ in .value(.null) })) }
        try await Wire.run(["o": .local(object)], limits: limits) { _, wire in
            let id = try await wire.root("o")
            let second = try await wire.call(id, nil)
            #expect(second["throw"] == nil)
            let third = try await wire.call(id, nil)
            #expect(third["result"]?["__serialized_value"]?["message"] == "too much at once: the peer holds 2 objects")
            // Room again as soon as the peer lets one go.
            let freed = second["result"]?["__remote_proxy_id"] ?? nil
            try wire.send(["type": "finalize", "__local_proxy_id": freed, "__local_proxy_finalizer_id": freed])
            let fourth = try await wire.call(id, nil)
            #expect(fourth["throw"] == nil)
        }
    }

    @Test("A peer that does not read makes calls fail, and the connection end when an answer cannot be sent")
    func outgoingBytes() async throws {
        var limits = RPCLimits()
        limits.outgoingBytes = 2_000
        let object = Scripted { _ in .value(.null) }
        try await Wire.run(["o": .local(object)], limits: limits) { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            async let waiting = outcome { try await proxy.call("m") }
            let large = RPCValue.json(.string(String(repeating: "x", count: 900)))
            proxy.send("m", [large])
            await #expect(throws: RPCError.overflow("more than 2000 bytes wait")) {
                try await proxy.call("m", [large, large])
            }
            #expect(peer.session.withLock { $0.end } == nil)
            // The connection may end before the last of them.
            for number in 0..<20 { try? wire.send(#"{"type":"param","id":"\#(number)","param":"o"}"#) }
            let failed = await waiting
            #expect(throws: RPCError.closed(reason: "too much at once: more than 2000 bytes wait")) { try failed.get() }
        }
    }

    @Test(
        "A message with too many values or too deep ends the connection with the reason",
        arguments: [
            ("[" + String(repeating: "0,", count: 100) + "0]", "a message is no JSON: too many values, at byte"),
            (String(repeating: "[", count: 30), "a message is no JSON: nested too deeply, at byte"),
        ])
    func parsing(_ text: String, _ reason: String) async throws {
        var limits = RPCLimits()
        limits.valuesPerMessage = 50
        limits.depth = 20
        let ending = try await Wire.run(limits: limits) { _, wire in
            try wire.send(text)
            #expect(try await wire.packet() == nil)
        }
        guard case RPCError.transport(let said)? = ending else {
            Issue.record("\(String(describing: ending))")
            return
        }
        #expect(said.hasPrefix(reason))
    }
}
