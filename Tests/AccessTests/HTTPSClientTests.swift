import NIOCore
import NIOPosix
import ScryptedRPC
import TestSupport
import Testing

/// The HTTPS client against a server of ours that behaves, and one that does not.
@Suite(.timeLimit(.minutes(1))) struct HTTPSClientTests {
    private let hello = Reply(200, "hello").bytes

    @Test("a request goes out whole and its answer comes back, with the server's key")
    func exchange() async throws {
        let answer = try await ScriptedServer.run { client in
            let request = try await client.request()
            let echo = "\(request.method) \(request.path) \(request.headers["x-a"] ?? "") \(request.body.count)"
            try await client.send(Reply(200, echo).bytes)
        } during: { server in
            let request = HTTPSRequest(
                "POST", "/a?b=c%2F", headers: [(name: "X-A", value: "yes")], body: [UInt8](repeating: 7, count: 300_000))
            return try await get(server, .anyKey, request)
        }
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == "POST /a?b=c%2F yes 300000")
        #expect(answer.key.description.hasPrefix("sha256/"))
    }

    // Scrypted renews its certificate with the same key; dates and names are its own affair.
    @Test(
        "a pinned key is accepted in whatever certificate, and no other key is",
        arguments: [
            (TestCertificates.server, true), (.renewed, true), (.expired, true), (.other, false),
        ])
    func pinning(certificates: TestCertificates, isAccepted: Bool) async throws {
        let pinned = try await key(of: .server)
        let requests = Counter()
        try await ScriptedServer.run(certificates) { [hello] client in
            _ = try await client.request()
            requests.add()
            try await client.send(hello)
        } during: { server in
            if isAccepted {
                let answer = try await get(server, .pinned(pinned))
                #expect(answer.key == pinned)
            } else {
                let presented = try await key(of: .other)
                await #expect(throws: NetworkError.keyChanged(server, pinned: pinned, presented: presented)) {
                    try await get(server, .pinned(pinned))
                }
            }
        }
        // The wrong server has not seen the request, and so no password.
        #expect(requests.count == (isAccepted ? 1 : 0))
    }

    @Test("an answer may come byte by byte")
    func dripping() async throws {
        let answer = try await ScriptedServer.run { client in
            _ = try await client.request()
            try await client.drip(
                Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n".utf8))
        } during: { server in
            try await get(server)
        }
        #expect(answer.body == Array("abcde".utf8))
    }

    @Test("an answer without a length ends with the connection")
    func lengthless() async throws {
        let answer = try await ScriptedServer.run { client in
            _ = try await client.request()
            try await client.send(Array("HTTP/1.1 401 Not Authorized\r\n\r\nno".utf8))
        } during: { server in
            try await get(server)
        }
        #expect(answer.status == 401)
        #expect(answer.body == Array("no".utf8))
    }

    @Test("a server that goes away at any byte of its answer is an error", arguments: [0, 1, 9, 19, 40, 77])
    func hangsUp(after count: Int) async throws {
        try await ScriptedServer.run { [hello] client in
            _ = try await client.request()
            try await client.send(Array(hello.prefix(count)))
        } during: { server in
            await #expect(throws: NetworkError.hungUp(server)) { try await get(server) }
        }
    }

    @Test("a server that is gone before TLS is done is an error")
    func hangsUpBeforeTLS() async throws {
        try await ScriptedServer.run(nil) { _ in
        } during: { server in
            await #expect(throws: NetworkError.self) { try await get(server) }
        }
    }

    @Test("an http port is recognised")
    func unencrypted() async throws {
        try await ScriptedServer.run(nil) { client in
            _ = try await client.read(5)
            try await client.send(Reply(400).bytes)
            try await client.waitForEnd()
        } during: { server in
            let error = try #require(await #expect(throws: NetworkError.self) { _ = try await get(server) })
            guard case .notEncrypted = error else { Issue.record("\(error)"); return }
            #expect(error.description.contains("10443"))
        }
    }

    @Test("a closed port and an unknown name are told apart")
    func nobody() async throws {
        // Nothing listens at port 1 (tcpmux) any more; a port that was free a moment ago may be another test's by now.
        let server = try ServerAddress(parsing: "127.0.0.1:1")
        await #expect(throws: NetworkError.refused(server)) { try await get(server) }
        let unknown = try ServerAddress(parsing: "does-not-exist.invalid")
        await #expect(throws: NetworkError.unknownHost(unknown)) { try await get(unknown) }
    }

    // Nothing can come, so how short the time is does not matter.
    @Test("a server that accepts and says nothing is given up", arguments: [true, false])
    func silence(afterTLS: Bool) async throws {
        try await ScriptedServer.run(afterTLS ? .server : nil) { client in
            try await client.waitForEnd()
        } during: { server in
            let client = HTTPSClient(
                server: server, trust: .anyKey, connectTimeout: afterTLS ? .seconds(50) : .milliseconds(200),
                on: .singletonMultiThreadedEventLoopGroup)
            let error = await #expect(throws: NetworkError.self) {
                try await client.send(HTTPSRequest("GET", "/"), timeout: afterTLS ? .milliseconds(2_000) : .seconds(50))
            }
            switch error {
            case .timedOut where afterTLS, .unreachable where !afterTLS: break
            default: Issue.record("\(String(describing: error))")
            }
        }
    }

    @Test("nonsense and endless answers are errors", arguments: ["nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"])
    func nonsense(head: String) async throws {
        try await ScriptedServer.run { client in
            _ = try await client.request()
            try await client.send(Array(head.utf8))
            while true { try await client.send([UInt8](repeating: 65, count: 1 << 16)) }
        } during: { server in
            let error = await #expect(throws: NetworkError.self) { try await get(server) }
            guard case .nonsense = error else { Issue.record("\(String(describing: error))"); return }
        }
    }

    @Test("a request ends when its task is cancelled")
    func cancelling() async throws {
        let (asked, signal) = AsyncStream.makeStream(of: Void.self)
        try await ScriptedServer.run { client in
            _ = try await client.request()
            signal.yield()
            try await client.waitForEnd()
        } during: { server in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await #expect(throws: CancellationError.self) { try await get(server) } }
                for await _ in asked { break }
                tasks.cancelAll()
                try await tasks.waitForAll()
            }
        }
    }
}

@discardableResult
private func get(
    _ server: ServerAddress, _ trust: ServerTrust = .anyKey, _ request: HTTPSRequest = HTTPSRequest("GET", "/")
) async throws -> HTTPSAnswer {
    try await HTTPSClient(server: server, trust: trust, on: .singletonMultiThreadedEventLoopGroup).send(request)
}
