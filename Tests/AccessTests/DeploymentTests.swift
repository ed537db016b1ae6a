import NIOPosix
import ScryptedBridge
import ScryptedPlugin
import ScryptedRPC
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct DeploymentTests {
    @Test("the description goes first, then the archive, and a second time the same")
    func twice() async throws {
        let requests = Locked<[Request]>([])
        let steps = Locked<[Deployment.Step]>([])
        try await ScriptedServer.run { client in
            let request = try await client.request()
            requests.withLock { $0.append(request) }
            try await client.send(Reply(200, "ok", type: "text/html").bytes)
        } during: { server in
            for _ in 0..<2 { try await deployment(to: server).run { step in steps.withLock { $0.append(step) } } }
        }
        let archive = PluginPackage.trampoline.archive
        #expect(
            steps.withLock { $0 } == [
                .packed(bytes: archive.count), .described, .started, .packed(bytes: archive.count), .described, .started,
            ])
        let asked = requests.withLock { $0 }
        let paths = ["setup", "deploy"].map { "POST /web/component/script/\($0)?npmPackage=%40reid-service%2FReID" }
        #expect(asked.map { "\($0.method) \($0.path)" } == paths + paths)
        #expect(asked.allSatisfy { $0.basic == "ann:t0ken" })
        #expect(
            asked.map { $0.headers["content-type"] } == [
                "application/json", "application/zip", "application/json", "application/zip",
            ])
        #expect(asked[0].body == ScryptedPlugin.packageJSON)
        #expect(asked[1].body == archive)
        #expect(asked[3].body == archive)
    }

    @Test("the name in the path is the plugin's")
    func name() throws {
        #expect(try JSONValue(parsing: ScryptedPlugin.packageJSON)["name"]?.string == PluginIdentity.id)
    }

    // Express answers an error that nobody caught with a page of HTML.
    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Error</title></head>
        <body>
        <pre>Error: plugin &quot;x&quot; &lt;b&gt; failed<br> &nbsp; &nbsp;at install (/server/src/runtime.ts:3)</pre>
        </body>
        </html>
        """

    @Test("a refusal is told in the server's words", arguments: [true, false])
    func refusals(atSetup: Bool) async throws {
        let answers: [(Reply, @Sendable (ServerAddress) -> any Error)] = [
            (
                Reply(500, Self.page, type: "text/html"),
                { AccessError.refused($0, status: 500, words: "Error: plugin \"x\" <b> failed") }
            ),
            (
                Reply(500, "npm package not found", type: "text/html"),
                { AccessError.refused($0, status: 500, words: "npm package not found") }
            ),
            (Reply(413, ""), { AccessError.refused($0, status: 413, words: "") }),
            (Reply(401, "Not Authorized", type: "text/html"), { AccessError.notAdministrator($0, user: "ann") }),
            (Reply(401), { NetworkError.notLoggedIn($0) }),
        ]
        for (reply, expected) in answers {
            let steps = Locked<[Deployment.Step]>([])
            try await ScriptedServer.run { client in
                let request = try await client.request()
                let isIt = request.path.contains("/setup?") == atSetup
                try await client.send(isIt ? reply.bytes : Reply(200, "ok").bytes)
            } during: { server in
                let error = await #expect(throws: (any Error).self) {
                    try await deployment(to: server).run { step in steps.withLock { $0.append(step) } }
                }
                #expect(error.map { "\($0)" } == "\(expected(server))")
            }
            #expect(steps.withLock { $0.count } == (atSetup ? 1 : 2))
        }
    }

    @Test("another key gets neither the token nor the plugin")
    func changedKey() async throws {
        let seen = Counter()
        try await ScriptedServer.run(.other) { client in
            _ = try await client.request()
            seen.add()
        } during: { server in
            let error = try #require(await #expect(throws: NetworkError.self) { try await deployment(to: server).run { _ in } })
            #expect(error.description.contains("if you reinstalled Scrypted, log in again"))
        }
        #expect(seen.count == 0)
    }

    private func deployment(to server: ServerAddress) async throws -> Deployment {
        let credentials = ScryptedCredentials(username: "ann", token: "t0ken", key: try await key(of: .server))
        return Deployment(to: server, as: credentials, on: .singletonMultiThreadedEventLoopGroup)
    }
}
