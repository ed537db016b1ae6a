import ScryptedRPC
import TestSupport
import Testing

/// That the plugins' house is like the server's where the trampoline's tests depend on it.
@Suite(.timeLimit(.minutes(2))) struct NodePluginTests {
    private func withPlugin(
        _ methods: String, _ body: (NodePlugin, RecordedServer) async throws -> Void
    ) async throws {
        let server = RecordedServer()
        let main = "module.exports = new (class Plugin { \(methods) })();"
        let plugin = try await NodePlugin.start(main: Array(main.utf8), usesManualClock: true, host: server)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(plugin, server))
        } catch {
            outcome = .failure(error)
        }
        await plugin.stop()
        try outcome.get()
    }

    @Test("a file that throws does not start, and says why", arguments: ["throw new Error('broken')", "const broken ="])
    func broken(main: String) async throws {
        let error = await #expect(throws: RPCRemoteError.self) {
            _ = try await NodePlugin.start(main: Array(main.utf8), host: RecordedServer())
        }
        #expect(error?.message.isEmpty == false)
    }

    @Test(
        "a class and an instance may be exported, by either way",
        arguments: [
            "module.exports = new (class { word() { return 'here'; } })();",
            "exports.default = class One { word() { return 'here'; } };",
        ])
    func exported(main: String) async throws {
        let plugin = try await NodePlugin.start(main: Array(main.utf8), host: RecordedServer())
        let answer = try await plugin.call("word")
        await plugin.stop()
        #expect(answer.json == "here")
    }

    @Test("values come back as they went, whatever lies in them")
    func values() async throws {
        try await withPlugin("echo(value) { return value; }") { plugin, _ in
            for json in ["", "a\nb\u{2028}c\u{0}é😀", 5, -0.25, true, .null, [1, [2]], ["a": ["b": .null]]] as [JSONValue] {
                let echo = try await plugin.call("echo", [.json(json)])
                #expect(echo.json == json)
            }
            let bytes = [UInt8](0...255)
            let echo = try await plugin.call("echo", [.bytes(bytes)])
            #expect(echo.bytes == bytes)
            let large = String(repeating: "0123456789", count: 300_000)
            let largeEcho = try await plugin.call("echo", [.json(.string(large))])
            #expect(largeEcho.json?.string == large)
        }
    }

    @Test("what fails there fails here: a missing method, a thrown error, a function inside plain data")
    func errors() async throws {
        let methods = "fails() { throw new TypeError('no'); } hands() { return { over() {} }; }"
        try await withPlugin(methods) { plugin, _ in
            let failures = [("missing", "does not have method missing"), ("fails", "no"), ("hands", "could not be cloned")]
            for (method, words) in failures {
                let error = await #expect(throws: RPCRemoteError.self) { try await plugin.call(method) }
                #expect(error?.message.contains(words) == true)
            }
        }
    }

    @Test("objects are called in order, their errors arrive, and a killed one fails in the server's words")
    func objects() async throws {
        let methods = """
            hold(object) { this.object = object; }
            call(method, value) { return this.object[method](value); }
            """
        try await withPlugin(methods) { plugin, _ in
            let object = ServiceObject { call in
                if call.method == "refuse" { throw RPCRemoteError(name: "RangeError", message: "refused") }
                return call[0]
            }
            try await plugin.call("hold", [.local(object)])
            let echo = try await plugin.call("call", [.json("echo"), .json(7)])
            #expect(echo.json == 7)
            let refused = await #expect(throws: RPCRemoteError.self) { try await plugin.call("call", [.json("refuse")]) }
            #expect(refused?.name == "RangeError" && refused?.message == "refused")

            let silent = ServiceObject.silent()
            try await plugin.call("hold", [.local(silent)])
            async let pending = plugin.call("call", [.json("wait")])
            try await silent.calls.wait(for: 1)
            await plugin.kill(silent)
            do {
                _ = try await pending
                Issue.record("It has an answer.")
            } catch let error as RPCRemoteError {
                #expect(error.message.hasPrefix("connection closed."))
            }
            let later = await #expect(throws: RPCRemoteError.self) { try await plugin.call("call", [.json("wait")]) }
            #expect(later?.message.hasPrefix("RpcPeer has been killed") == true)
        }
    }

    @Test("the manual clock stands still, and timers run in their order when it is moved")
    func clock() async throws {
        let methods = """
            ran = [];
            start() {
                setTimeout(() => this.ran.push('late', Date.now()), 200);
                setTimeout(async () => { await null; setTimeout(() => this.ran.push('between', Date.now()), 50); }, 100);
                clearTimeout(setTimeout(() => this.ran.push('never'), 10));
            }
            all() { return [...this.ran, new Date().getTime()]; }
            """
        try await withPlugin(methods) { plugin, _ in
            let start = NodePlugin.manualStart
            try await plugin.call("start")
            await plugin.advance(milliseconds: 99)
            let before = try await plugin.call("all")
            await plugin.advance(milliseconds: 201)
            let after = try await plugin.call("all")
            #expect(before.json == [.integer(start + 99)])
            #expect(
                after.json == ["between", .integer(start + 150), "late", .integer(start + 200), .integer(start + 300)])
        }
    }

    @Test("errors that the plugin handles nowhere are told, and it goes on")
    func unhandled() async throws {
        let methods = """
            reject() { Promise.reject(new Error('nobody waits')); }
            crash() { setImmediate(() => { throw new Error('nobody catches'); }); }
            """
        try await withPlugin(methods) { plugin, server in
            try await plugin.call("reject")
            try await plugin.call("crash")
            try await server.told.wait(for: 2)
            #expect(Set(server.others) == ["unhandledRejection", "uncaughtException"])
            await #expect(throws: RPCRemoteError.self) { try await plugin.call("missing") }
        }
    }

    @Test("a process that ends by itself fails the calls that wait, with its last words")
    func gone() async throws {
        try await withPlugin("leave() { console.error('farewell'); process.exit(3); }") { plugin, _ in
            let error = await #expect(throws: NodePluginError.self) { try await plugin.call("leave") }
            #expect(error?.description.contains("has ended") == true)
            await #expect(throws: (any Error).self) { try await plugin.call("leave") }
        }
    }

    @Test("stopping fails the calls that wait")
    func stopped() async throws {
        try await withPlugin("wait() { return new Promise(() => {}); } here() {}") { plugin, _ in
            async let waiting = plugin.call("wait")
            try await plugin.call("here")
            await plugin.stop()
            do {
                _ = try await waiting
                Issue.record("It has an answer.")
            } catch is NodePluginError {
            }
        }
    }
}
