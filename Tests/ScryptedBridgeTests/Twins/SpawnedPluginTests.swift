import Foundation
import ScryptedRPC
import TestSupport
import Testing

@Suite("The twin of the server with a native plugin", .timeLimit(.minutes(1)))
struct SpawnedPluginTests {
    private let script = Fixture.root.appendingPathComponent("Tests/ScryptedBridgeTests/Twins/native-plugin.js").path

    private func run(_ body: @escaping @Sendable (SpawnedPlugin) async throws -> Void) async throws {
        try await withSpawnedPlugin(
            URL(fileURLWithPath: "/usr/bin/env"), ["node", script], volume: FileManager.default.temporaryDirectory,
            host: ScryptedHost(), body)
    }

    @Test("It is started, pinged and called over its descriptors, and what it prints is kept")
    func start() async throws {
        try await run { plugin in
            let echo = try await plugin.ping(1_795_356_509_907)
            #expect(echo == 1_795_356_509_907)
            let answer = try await plugin.host.call(device: plugin.device, "convert", [.json("{}"), .json("a"), .json("b")])
            guard case .json(.string(let text)) = answer else { throw CancellationError() }
            let parts = try JSONValue(parsing: text)
            #expect(parts == ["data": "{}", "from": "a", "to": "b", "plugin": "@reid-service/ReID"])
            try await plugin.console.wait { $0.contains("started") }
        }
    }

    @Test("It sees the end of its input when the server ends, and gets the server's signal")
    func end() async throws {
        try await run { plugin in
            plugin.hangUp()
            let code = try await plugin.waitForEnd()
            #expect(code == 7)
        }
        try await run { plugin in
            plugin.terminate()
            let code = try await plugin.waitForEnd()
            #expect(code == 128 + SIGTERM)
        }
    }
}
