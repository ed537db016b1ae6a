import Testing

@testable import ScryptedRPC

@Suite("Lifetime of objects", .timeLimit(.minutes(1)))
struct LifetimeTests {
    // MARK: - Ours

    @Test("What the peer holds stays alive, until it lets go with the newest finalizer id")
    func exported() async throws {
        let made = WeakReference<Scripted>()
        let factory = Scripted { call in
            if let again = made.object { return .value(.local(again)) }
            let object = Scripted("Thing") { _ in .value(.json("alive")) }
            made.object = object
            return .value(.local(object))
        }
        try await Wire.run(["o": .local(factory)]) { _, wire in
            let id = try await wire.root("o")
            let first = try await wire.call(id, nil)["result"]
            let thing = first?["__remote_proxy_id"]?.string ?? ""
            let alive = try await wire.call(thing, "m")
            #expect(alive["result"] == "alive")
            let second = try await wire.call(id, nil)["result"]
            let newest = second?["__remote_proxy_finalizer_id"] ?? nil
            #expect(second?["__remote_proxy_id"]?.string == thing && newest.string != thing)

            // This one crossed the second time on its way.
            try wire.send(["type": "finalize", "__local_proxy_id": .string(thing), "__local_proxy_finalizer_id": .string(thing)])
            let still = try await wire.call(thing, "m")
            #expect(still["result"] == "alive")
            try wire.send(["type": "finalize", "__local_proxy_id": .string(thing), "__local_proxy_finalizer_id": newest])
            let gone = try await wire.call(thing, "m")
            #expect(gone["throw"] == true)
            #expect(made.object == nil)
        }
    }

    @Test("A finalize without a finalizer id is meant in any case, and one for nobody is nothing")
    func finalizeWithoutID() async throws {
        let function = Scripted { _ in .value(.null) }
        try await Wire.run(["o": .local(function)]) { _, wire in
            let first = try await wire.root("o")
            let same = try await wire.root("o")
            #expect(first == same)
            try wire.send(["type": "finalize", "__local_proxy_id": "nobody", "__local_proxy_finalizer_id": "x"])
            try wire.send(["type": "finalize", "__local_proxy_id": .string(first)])
            let gone = try await wire.call(first, nil)
            #expect(gone["throw"] == true)
            // Handed over again, it is a new object to the peer.
            let again = try await wire.root("o")
            #expect(again != first && !again.isEmpty)
        }
    }

    @Test("The end of the connection lets go of everything, roots included", .timeLimit(.minutes(1)))
    func endReleases() async throws {
        let made = WeakReference<Scripted>()
        let seenPeer = WeakReference<RPCPeer>()
        do {
            let root = Scripted { call in
                // A cycle by way of the peer: what the peer gave us is held by what we gave the peer.
                let proxy = try call[0].proxy
                return .value(.local(Scripted { _ in .value(.remote(proxy)) }))
            }
            made.object = root
            try await Wire.run(["o": .local(root)]) { peer, wire in
                seenPeer.object = peer
                let id = try await wire.root("o")
                _ = try await wire.call(id, nil, #"[{"__remote_proxy_id":"b"}]"#)
            }
        }
        await made.released()
        await seenPeer.released()
    }

    // MARK: - The peer's

    @Test("One proxy for one id, as long as it lives, and a new one after it")
    func oneProxy() async throws {
        try await Wire.run { peer, wire in
            do {
                let first = try await wire.proxy("p", finalizer: "f1", of: peer)
                let second = try await wire.proxy("p", finalizer: "f2", of: peer)
                #expect(first == second)
                #expect(Set([first, second]).count == 1)
                withExtendedLifetime((first, second)) {}
            }
            let gone = try await wire.message()
            #expect(gone == ["type": "finalize", "__local_proxy_id": "p", "__local_proxy_finalizer_id": "f2"])
            #expect(peer.session.withLock { $0.proxies.count } == 0)
            do {
                let third = try await wire.proxy("p", finalizer: "f3", of: peer)
                withExtendedLifetime(third) {}
            }
            let goneAgain = try await wire.message()
            #expect(goneAgain["__local_proxy_finalizer_id"] == "f3")
        }
    }

    @Test("A proxy without a finalizer id is let go without one")
    func noFinalizerID() async throws {
        try await Wire.run { peer, wire in
            do { _ = try await wire.give(#"{"__remote_proxy_id":"p"}"#, to: peer) }
            let gone = try await wire.message()
            #expect(gone == ["type": "finalize", "__local_proxy_id": "p"])
        }
    }

    @Test("An object received again while its proxy goes is kept: only the newest finalizer id is ever sent")
    func crossing() async throws {
        try await Wire.run { peer, _ in
            // The table alone: between the end of a proxy and the note of it, the object arrives again.
            var table = ProxyTable()
            let signature = RPCSignature(constructorName: nil)
            do { _ = table.proxy(id: "p", finalizerID: "f1", signature: signature, of: peer) }
            let again = table.proxy(id: "p", finalizerID: "f2", signature: signature, of: peer)
            #expect(table.released(id: "p", serial: 1) == nil)
            #expect(table.knows(again))
            #expect(table.released(id: "p", serial: 2) == .finalize(objectID: "p", finalizerID: "f2"))
            #expect(table.count == 0)
        }
    }

    @Test("A call keeps its proxies until it is answered")
    func callKeepsProxies() async throws {
        let object = Scripted { _ in .value(.json("between")) }
        try await Wire.run(["o": .local(object)]) { peer, wire in
            let id = try await wire.root("o")
            // Nobody but the call holds them.
            let held = Box([try await wire.proxy("target", of: peer), try await wire.proxy("argument", of: peer)])
            async let answer = outcome {
                let proxies = held.value
                held.value = []
                return try await proxies[0].call("m", [.list([.remote(proxies[1])])])
            }
            let message = try await wire.message()
            let between = try await wire.call(id, nil)
            #expect(between["result"] == "between")
            try wire.send(["type": "result", "id": message["id"] ?? nil])
            _ = await answer
            let gone = [try await wire.message()["__local_proxy_id"], try await wire.message()["__local_proxy_id"]]
            #expect(Set(gone) == ["target", "argument"])
        }
    }

    @Test("Objects in a result that comes too late are let go")
    func lateResult() async throws {
        try await Wire.run { peer, wire in
            let proxy = try await wire.proxy(of: peer)
            await #expect(throws: RPCError.timeout(method: "takePicture")) {
                try await proxy.call("takePicture", timeout: .milliseconds(1))
            }
            let id = try await wire.message()["id"]?.string ?? ""
            try wire.send(#"{"type":"result","id":"\#(id)","result":{"__remote_proxy_id":"picture"}}"#)
            let gone = try await wire.message()
            #expect(gone["__local_proxy_id"] == "picture")
            withExtendedLifetime(proxy) {}
        }
    }

    @Test("Arguments of a call to nobody are let go")
    func argumentsForNobody() async throws {
        try await Wire.run { _, wire in
            let first = try await wire.call("nobody", "m", #"[{"__remote_proxy_id":"a"}]"#)
            let second = try await wire.message()
            #expect([first, second].contains { $0["__local_proxy_id"] == "a" })
            #expect([first, second].contains { $0["throw"] == true })
        }
    }

    @Test("After many objects both ways, nothing is left")
    func noGrowth() async throws {
        let factory = Scripted { _ in .value(.local(Scripted("Made") { call in .later { call[0] } })) }
        let connection = Connection(there: ["factory": .local(factory)])
        try await connection.run {
            let make = try await connection.here.root("factory").proxy
            for _ in 0..<500 {
                let made = try await make.call(nil).proxy
                _ = try await made.call("m", [.local(Scripted { _ in .value(.null) })])
            }
            // Letting go is told aside, so the last ones may still be on their way; nothing else ends this loop.
            func left() -> [Int] {
                [connection.here, connection.there].flatMap { peer in
                    peer.session.withLock { [$0.exports.count, $0.proxies.count, $0.pending.count, $0.runningCalls] }
                }
            }
            while left() != [0, 1, 0, 0, 1, 0, 0, 0] { await Task.yield() }
            withExtendedLifetime(make) {}
        }
    }
}
