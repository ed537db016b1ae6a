import NIOCore
import NIOPosix
import NIOWebSocket
import ScryptedRPC
import TestSupport
import Testing

/// engine.io over real TLS sockets.
@Suite(.timeLimit(.minutes(1))) struct EngineIOConnectionTests {
    @Test("a client is let in by its token, and packets go both ways")
    func conversation() async throws {
        let requests = Locked<[Request]>([])
        try await ScriptedServer.run { client in
            let request = try await client.open()
            requests.withLock { $0.append(request) }
            try await client.send(
                WireFrame.bytes(WebSocketPiece(.binary, [1, 2])) + WireFrame.text(#"4{"type":"param"}"#) + WireFrame.text("2"))
            // The answers: to the ping, and what the test sends.
            #expect(try await client.frame() == WebSocketPiece(.text, Array("3".utf8)))
            #expect(try await client.frame() == WebSocketPiece(.binary, [9]))
            #expect(try await client.frame() == WebSocketPiece(.text, Array("4[]".utf8)))
            try await client.send(WireFrame.text("4true"))
            #expect(try await client.frame() == WebSocketPiece(.connectionClose, [3, 0xE8]))
        } during: { server in
            let transport = try await connect(server)
            var packets = transport.packets.makeAsyncIterator()
            #expect(try await packets.next() == RPCPacket(buffers: [[1, 2]], json: Array(#"{"type":"param"}"#.utf8)))
            try transport.send(RPCPacket(buffers: [[9]], json: Array("[]".utf8)))
            #expect(try await packets.next() == RPCPacket(json: Array("true".utf8)))
            transport.close()
            #expect(try await packets.next() == nil)
            #expect(throws: RPCError.self) { try transport.send(RPCPacket(json: [])) }
        }
        let request = try #require(requests.withLock { $0.first })
        #expect(request.method == "GET")
        #expect(request.path == "/endpoint/@scrypted/core/engine.io/api/?EIO=4&transport=websocket")
        #expect(request.headers["authorization"] == "Bearer t0ken")
        #expect(request.headers["upgrade"] == "websocket")
        #expect(request.headers["sec-websocket-version"] == "13")
    }

    @Test("everything may come byte by byte")
    func dripping() async throws {
        try await ScriptedServer.run { client in
            let request = try await client.request()
            try await client.drip(
                Reply(upgrading: request).bytes + WireFrame.text(WireFrame.session)
                    + WireFrame.bytes(WebSocketPiece(.binary, [7]))
                    + WireFrame.bytes(WebSocketPiece(.text, isFinal: false, Array("4[\"é".utf8)))
                    + WireFrame.bytes(WebSocketPiece(.ping, [1]))
                    + WireFrame.bytes(WebSocketPiece(.continuation, Array("\"]".utf8))))
            #expect(try await client.frame() == WebSocketPiece(.pong, [1]))
            await client.waitForEnd()
        } during: { server in
            let transport = try await connect(server)
            var packets = transport.packets.makeAsyncIterator()
            #expect(try await packets.next() == RPCPacket(buffers: [[7]], json: Array(#"["é"]"#.utf8)))
            transport.close()
        }
    }

    @Test("what is queued is still sent when this side closes")
    func closing() async throws {
        let received = Locked(0)
        let (done, signal) = AsyncStream.makeStream(of: Void.self)
        try await ScriptedServer.run { client in
            defer { signal.finish() }
            _ = try await client.open()
            for _ in 0..<20 {
                let piece = try await client.frame()
                received.withLock { $0 += piece.payload.count }
            }
            #expect(try await client.frame().opcode == .connectionClose)
        } during: { server in
            let transport = try await connect(server)
            for _ in 0..<20 { try transport.send(RPCPacket(json: [UInt8](repeating: 0x31, count: 999_999))) }
            transport.close()
            for await _ in done {}
        }
        #expect(received.withLock { $0 } == 20_000_000)
    }

    @Test("endpoints are tried in their order")
    func endpoints() async throws {
        let paths = Locked<[String]>([])
        try await ScriptedServer.run { client in
            let request = try await client.request()
            paths.withLock { $0.append(request.path) }
            guard request.path.contains("/endpoint/@ours/") else {
                return try await client.send(Array("HTTP/1.1 404 Not Found (plugin or device)\r\n\r\n".utf8))
            }
            try await client.send(Reply(upgrading: request).bytes + WireFrame.text(WireFrame.session))
            await client.waitForEnd()
        } during: { server in
            let transport = try await connect(server, ["@scrypted/core", "@ours/a", "@never/asked"])
            transport.close()
        }
        #expect(paths.withLock { $0.count } == 2)
    }

    // A token that is not accepted, and endpoints that do not work: each told in its own way.
    @Test("refusals have a reason")
    func refusals() async throws {
        for status in [401, 404, 500, 200, 302] {
            try await ScriptedServer.run { client in
                _ = try await client.request()
                try await client.send(Reply(status, "no", type: "text/plain").bytes)
                await client.waitForEnd()
            } during: { server in
                let error = await #expect(throws: NetworkError.self) { try await connect(server, ["a", "b"]) }
                switch error {
                case .notLoggedIn where status == 401: break
                case .noEndpoint(_, let reason) where status != 401: #expect(reason.contains("a answers with status \(status)"))
                default: Issue.record("\(status): \(String(describing: error))")
                }
            }
        }
    }

    @Test("a wrong accept header is nonsense")
    func wrongAccept() async throws {
        try await ScriptedServer.run { client in
            _ = try await client.request()
            try await client.send(Reply(upgrading: Request(method: "", path: "", headers: [:], body: [])).bytes)
            await client.waitForEnd()
        } during: { server in
            let error = await #expect(throws: NetworkError.self) { try await connect(server) }
            guard case .nonsense = error else { Issue.record("\(String(describing: error))"); return }
        }
    }

    @Test("another key ends it before the token is said")
    func changedKey() async throws {
        let requests = Counter()
        try await ScriptedServer.run(.other) { client in
            _ = try await client.request()
            requests.add()
        } during: { server in
            let error = await #expect(throws: NetworkError.self) { try await connect(server, ["a", "b"]) }
            guard case .keyChanged = error else { Issue.record("\(String(describing: error))"); return }
        }
        #expect(requests.count == 0)
    }

    // At each place: in the head, after it, in the open packet.
    @Test("a server that goes away while connecting is an error", arguments: [0, 20, 129, 140, 200])
    func hangsUp(after count: Int) async throws {
        try await ScriptedServer.run { client in
            let request = try await client.request()
            try await client.send(Array((Reply(upgrading: request).bytes + WireFrame.text(WireFrame.session)).prefix(count)))
        } during: { server in
            let error = await #expect(throws: NetworkError.self) { try await connect(server) }
            guard case .noEndpoint(_, "@scrypted/core ends the connection") = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    // Nothing can come, so how short the time is does not matter.
    @Test("a server that never answers is given up, and the next endpoint is tried", arguments: [true, false])
    func silence(afterUpgrade: Bool) async throws {
        try await ScriptedServer.run { client in
            let request = try await client.request()
            if request.path.contains("/good/") {
                try await client.send(Reply(upgrading: request).bytes + WireFrame.text(WireFrame.session))
            } else if afterUpgrade {
                try await client.send(Reply(upgrading: request).bytes)
            }
            await client.waitForEnd()
        } during: { server in
            let key = try await key(of: .server)
            let error = await #expect(throws: NetworkError.self) {
                try await EngineIO.connect(
                    to: server, token: "t", key: key, endpoint: ["bad", "bad"], timeout: .milliseconds(300),
                    on: .singletonMultiThreadedEventLoopGroup)
            }
            #expect(error?.description.contains("does not answer") == true)
        }
    }

    @Test("connecting ends when its task is cancelled")
    func cancelling() async throws {
        let (asked, signal) = AsyncStream.makeStream(of: Void.self)
        try await ScriptedServer.run { client in
            _ = try await client.request()
            signal.yield()
            await client.waitForEnd()
        } during: { server in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await #expect(throws: CancellationError.self) { try await connect(server) } }
                for await _ in asked { break }
                tasks.cancelAll()
                try await tasks.waitForAll()
            }
        }
    }

    // What the server does once it has let us in, and how the packets end; nil is a normal end.
    @Test(
        "every end of a connection is told",
        arguments: [
            ([], nil), (WireFrame.text("1"), nil), (WireFrame.bytes(WebSocketPiece(.connectionClose, [3, 0xE9])), nil),
            (Array(WireFrame.text("4{}").prefix(3)), nil), (WireFrame.text("9"), "unknown type 9"),
            (WireFrame.bytes(WebSocketPiece(.text, [0x34, 0xFF])), "UTF-8"),
            ([0x81, 0x7F, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], "more than 1000000 bytes"),
            // A mask, a reserved bit, a control frame in parts.
            ([0x81, 0x81, 0, 0, 0, 0, 0x36], "mask"), ([0xC1, 1, 0x36], "reserved"), ([0x09, 0], "malformed"),
            (WireFrame.bytes(WebSocketPiece(.connectionClose, [3, 0xF1])), "1009"),
        ] as [([UInt8], String?)])
    func ends(bytes: [UInt8], reason: String?) async throws {
        try await ScriptedServer.run { client in
            _ = try await client.open()
            _ = try await client.frame()
            try await client.send(bytes)
            if reason != nil { await client.waitForEnd() }
        } during: { server in
            var limits = RPCLimits()
            limits.frameBytes = 1_000_000
            let transport = try await connect(server, limits: limits)
            try transport.send(RPCPacket(json: []))
            var packets = transport.packets.makeAsyncIterator()
            guard let reason else {
                #expect(try await packets.next() == nil)
                return
            }
            let error = await #expect(throws: RPCError.self) { try await packets.next() }
            guard case .transport(let words) = error else { Issue.record("\(String(describing: error))"); return }
            #expect(words.contains(reason))
            #expect(throws: RPCError.self) { try transport.send(RPCPacket(json: [])) }
        }
    }

    @Test("a server that is silent for longer than it said is gone")
    func silentServer() async throws {
        try await ScriptedServer.run { client in
            _ = try await client.open(#"0{"pingInterval":100,"pingTimeout":100}"#)
            await client.waitForEnd()
        } during: { server in
            let transport = try await connect(server)
            var packets = transport.packets.makeAsyncIterator()
            let error = await #expect(throws: RPCError.self) { try await packets.next() }
            #expect(error == .transport(reason: "the server has been silent for too long"))
        }
    }

    @Test("too much to send is refused, and the connection goes on")
    func overflow() async throws {
        try await ScriptedServer.run { client in
            _ = try await client.open(#"0{"pingInterval":25000,"pingTimeout":25000,"maxPayload":1000}"#)
            #expect(try await client.frame().payload == Array("4[1]".utf8))
            try await client.send(WireFrame.text("4true"))
            await client.waitForEnd()
        } during: { server in
            var limits = RPCLimits()
            limits.outgoingBytes = 2_000
            let transport = try await connect(server, limits: limits)
            for packet in [
                RPCPacket(json: [UInt8](repeating: 0x31, count: 1_000)),
                RPCPacket(buffers: [[UInt8](repeating: 0, count: 1_001)], json: [0x31]),
                // Each fits, and together they are more than may wait.
                RPCPacket(buffers: [[UInt8](repeating: 0, count: 600), [UInt8](repeating: 0, count: 600)], json: [0x31]),
            ] {
                let error = #expect(throws: RPCError.self) { try transport.send(packet) }
                guard case .overflow = error else { Issue.record("\(String(describing: error))"); return }
            }
            try transport.send(RPCPacket(json: Array("[1]".utf8)))
            var packets = transport.packets.makeAsyncIterator()
            #expect(try await packets.next() == RPCPacket(json: Array("true".utf8)))
            transport.close()
        }
    }

    @Test("packets that nobody reads end the connection before they fill the memory")
    func unread() async throws {
        let (done, signal) = AsyncStream.makeStream(of: Void.self)
        try await ScriptedServer.run { client in
            defer { signal.finish() }
            _ = try await client.open()
            let message = WireFrame.bytes(WebSocketPiece(.text, [UInt8](repeating: 0x34, count: 1_000)))
            for _ in 0..<100 { try await client.send(message) }
            // The farewell.
            _ = try await client.frame()
        } during: { server in
            var limits = RPCLimits()
            limits.frameBytes = 10_000
            limits.packetBytes = 10_000
            let transport = try await connect(server, limits: limits)
            for await _ in done {}
            var count = 0
            let error = await #expect(throws: RPCError.self) {
                for try await _ in transport.packets { count += 1 }
            }
            #expect(count == 20)
            guard case .transport(let reason) = error else { Issue.record("\(String(describing: error))"); return }
            #expect(reason.contains("not read in time"))
        }
    }
}

@discardableResult
private func connect(
    _ server: ServerAddress, _ endpoints: [String] = ["@scrypted/core"], limits: RPCLimits = RPCLimits()
) async throws -> any RPCTransport {
    let key = try await key(of: .server)
    return try await EngineIO.connect(
        to: server, token: "t0ken", key: key, endpoint: endpoints, limits: limits, timeout: .seconds(30),
        on: .singletonMultiThreadedEventLoopGroup)
}
