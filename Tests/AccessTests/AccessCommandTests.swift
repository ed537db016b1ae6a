import Foundation
import ScryptedRPC
import TestSupport
import Testing

/// `reid login`, `deploy` and `undeploy` as they are typed.
@Suite(.timeLimit(.minutes(2))) struct AccessCommandTests {
    @Test("log in, deploy twice, and the token is in nobody's sight")
    func story() async throws {
        let requests = Locked<[Request]>([])
        try await ScriptedServer.run { client in
            let request = try await client.request()
            requests.withLock { $0.append(request) }
            try await client.send(Self.scrypted(request).bytes)
        } during: { server in
            try await Command.withHome { command in
                let key = try await key(of: .server)
                let login = try await command.run(["login", "\(server)"], input: "ann\nright\n")
                #expect(login.code == 0, "\(login.errors)")
                #expect(login.output.contains("\(key)"))
                #expect(login.output.contains(command.store.path))
                // The only server there is need not be named.
                for arguments in [["deploy"], ["deploy", "https://\(server)/"]] {
                    let deploy = try await command.run(arguments)
                    #expect(deploy.code == 0, "\(deploy.errors)")
                    #expect(deploy.output.contains("reid serve --scrypted \(server)"))
                }
                #expect(try String(contentsOf: command.store, encoding: .utf8).contains("0123abcd"))
                #expect(!login.output.contains("0123abcd") && !login.errors.contains("0123abcd"))
                #expect(!login.errors.contains("right"))
            }
        }
        #expect(
            requests.withLock { $0.map(\.basic) } == [nil, "ann:right"] + [String?](repeating: "ann:0123abcd", count: 4))
    }

    @Test("a changed key is told, and accepted only when asked for")
    func changedKey() async throws {
        try await Command.withHome { command in
            try await ScriptedServer.run { client in
                try await client.send(Self.scrypted(try await client.request()).bytes)
            } during: { server in
                #expect(try await command.run(["login", "\(server)", "--user", "ann"], input: "right\n").code == 0)
                // As if the server had another key than when we logged in.
                let saved = try String(contentsOf: command.store, encoding: .utf8)
                let (now, before) = (try await key(of: .server).description, try await key(of: .other).description)
                try Data(saved.replacing(now, with: before).utf8).write(to: command.store)

                let refused = try await command.run(["login", "\(server)"], input: "ann\nright\n")
                #expect(refused.code == 69)
                #expect(
                    refused.errors.contains(now) && refused.errors.contains(before) && refused.errors.contains("--accept-new-key")
                )
                let deploy = try await command.run(["deploy"])
                #expect(deploy.code == 69)
                #expect(deploy.errors.contains("log in again"))
                #expect(try await command.run(["login", "\(server)", "--accept-new-key"], input: "ann\nright\n").code == 0)
                #expect(try String(contentsOf: command.store, encoding: .utf8) == saved)
            }
        }
    }

    // What goes wrong, and the exit code and words it has.
    @Test("mistakes are sentences")
    func mistakes() async throws {
        try await ScriptedServer.run { client in
            try await client.send(Self.scrypted(try await client.request()).bytes)
        } during: { server in
            try await Command.withHome { command in
                let cases: [([String], String, Int32, String)] = [
                    (["login", "\(server)"], "ann\nwrong\n", 69, "does not know a user ann"),
                    (["login", "\(server)"], "ann\n", 64, "Password of ann"), (["login", "\(server)"], "", 64, "User"),
                    (["login", "http://nas"], "", 64, "not encrypted"), (["login", "nas:11080"], "", 64, "10443"),
                    (["login"], "", 64, "host"), (["deploy"], "", 69, "reid login"), (["undeploy"], "", 69, "reid login"),
                    (["deploy", "nas"], "", 69, "reid login nas:10443"), (["deploy", "a b"], "", 64, "address"),
                ]
                for (arguments, input, code, words) in cases {
                    let run = try await command.run(arguments, input: input)
                    #expect(run.code == code, "\(arguments): \(run.errors)")
                    #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
                }
                #expect(!FileManager.default.fileExists(atPath: command.store.path))
            }
        }
    }

    /// As the real server answers; `ann` is an administrator.
    private static func scrypted(_ request: Request) -> Reply {
        switch (request.path.prefix { $0 != "?" }, request.basic) {
        case ("/login", nil): Reply(200, #"{"error":"Not logged in.","hasLogin":true}"#)
        case ("/login", "ann:right"): Reply(200, #"{"username":"ann","token":"0123abcd"}"#)
        case ("/web/component/script/setup", "ann:0123abcd"), ("/web/component/script/deploy", "ann:0123abcd"): Reply(200, "ok")
        default: Reply(401)
        }
    }
}
