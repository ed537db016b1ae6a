import NIOPosix
import ScryptedBridge
import ScryptedRPC
import TestSupport
import Testing

/// Logging in, at a server that answers as Scrypted does.
@Suite(.timeLimit(.minutes(1))) struct LoginTests {
    @Test("a right password gives the permanent token and the server's key")
    func right() async throws {
        let requests = Locked<[Request]>([])
        let (credentials, key) = try await ScriptedServer.run { client in
            let request = try await client.request()
            requests.withLock { $0.append(request) }
            try await client.send(Self.scrypted(request).bytes)
        } during: { server in
            let login = Login(to: server, on: .singletonMultiThreadedEventLoopGroup)
            let key = try await login.greet()
            return (try await login.credentials(user: "ann", password: "sécret: x", key: key), key)
        }
        #expect(credentials == ScryptedCredentials(username: "ann", token: "0123abcd", key: key))
        // Never the form, which could make an administrator; and nobody says a password before the key is known.
        let asked = requests.withLock { $0 }
        #expect(asked.map { "\($0.method) \($0.path)" } == ["GET /login", "GET /login"])
        #expect(asked.map(\.basic) == [nil, "ann:sécret: x"])
    }

    @Test("a wrong password is told")
    func wrong() async throws {
        try await ScriptedServer.run { client in
            try await client.send(Self.scrypted(try await client.request()).bytes)
        } during: { server in
            let login = Login(to: server, on: .singletonMultiThreadedEventLoopGroup)
            let key = try await login.greet()
            await #expect(throws: AccessError.wrongPassword(server, user: "ann")) {
                try await login.credentials(user: "ann", password: "wrong", key: key)
            }
            await #expect(throws: AccessError.unusableUser("a:b")) {
                try await login.credentials(user: "a:b", password: "x", key: key)
            }
        }
    }

    @Test("a server without accounts, and one that is not Scrypted, are told apart before a password is asked for")
    func greeting() async throws {
        let answers: [(Reply, @Sendable (ServerAddress) -> AccessError?)] = [
            (Reply(200, #"{"error":"Not logged in.","hasLogin":false}"#), { .noAccounts($0) }),
            // Whoever comes from a trusted address is let in without a password.
            (Reply(200, #"{"authorization":"Bearer x","username":"admin","token":"y"}"#), { _ in nil }),
            (Reply(200, "<html>router</html>"), { .notScrypted($0) }), (Reply(200, "[]"), { .notScrypted($0) }),
            (Reply(200, #"{"status":"ok"}"#), { .notScrypted($0) }), (Reply(404), { .notScrypted($0) }),
        ]
        for (reply, error) in answers {
            try await ScriptedServer.run { client in
                _ = try await client.request()
                try await client.send(reply.bytes)
            } during: { server in
                let login = Login(to: server, on: .singletonMultiThreadedEventLoopGroup)
                if let error = error(server) {
                    await #expect(throws: error) { try await login.greet() }
                } else {
                    _ = try await login.greet()
                }
            }
        }
    }

    // Answers to a right password that are of no use, and what is made of the server's words.
    @Test(
        "answers without a token are refusals in the server's words",
        arguments: [
            (Reply(200, #"{"error":"Not today.","hasLogin":true}"#), 200, "Not today."),
            (Reply(200, #"{"username":"ann","token":""}"#), 200, #"{"username":"ann","token":""}"#),
            (Reply(200, #"{"username":"ann","token":"a\nb"}"#), 200, #"{"username":"ann","token":"a\nb"}"#),
            (Reply(500, "\u{1B}[31mdisk\tfull\r\nat line 3", type: "text/plain"), 500, "[31mdisk full"),
            (Reply(503), 503, ""),
        ])
    func refusals(reply: Reply, status: Int, words: String) async throws {
        let key = try await key(of: .server)
        try await ScriptedServer.run { client in
            _ = try await client.request()
            try await client.send(reply.bytes)
        } during: { server in
            await #expect(throws: AccessError.refused(server, status: status, words: words)) {
                try await Login(to: server, on: .singletonMultiThreadedEventLoopGroup)
                    .credentials(user: "ann", password: "x", key: key)
            }
        }
    }

    @Test("the password goes to nobody but the server that was greeted")
    func interception() async throws {
        let pinned = try await key(of: .server)
        let seen = Counter()
        try await ScriptedServer.run(.other) { client in
            _ = try await client.request()
            seen.add()
        } during: { server in
            let login = Login(to: server, on: .singletonMultiThreadedEventLoopGroup)
            let presented = try await key(of: .other)
            let changed = NetworkError.keyChanged(server, pinned: pinned, presented: presented)
            await #expect(throws: changed) { try await login.greet(pinned: pinned) }
            await #expect(throws: changed) { try await login.credentials(user: "ann", password: "x", key: pinned) }
        }
        #expect(seen.count == 0)
    }

    /// As the real server answers `GET /login`.
    private static func scrypted(_ request: Request) -> Reply {
        switch request.basic {
        case nil: Reply(200, #"{"error":"Not logged in.","hasLogin":true,"addresses":[],"hostname":"nas"}"#)
        case "ann:sécret: x":
            Reply(200, ##"{"authorization":"Bearer 12#{}","username":"ann","token":"0123abcd","addresses":[],"hostname":"nas"}"##)
        default: Reply(401)
        }
    }
}
