import Foundation
import ScryptedRPC
import TestSupport
import Testing

/// The built program as a plugin that the server starts itself.
@Suite("The native plugin", .timeLimit(.minutes(5)))
struct NativeDoorTests {
    private func run(_ body: @escaping @Sendable (SpawnedPlugin) async throws -> Void) async throws {
        let volume = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: volume, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: volume) }
        try await withSpawnedPlugin(
            Program.binary, ["plugin"], environment: ["REID_HOME": volume.path], volume: volume, host: ScryptedHost(), body)
    }

    @Test("It answers a real convert over its descriptors, echoes pings, shows its page, and ends with its input")
    func convert() async throws {
        let picture = try DemoPicture("01-drive")
        let request = RequestBody(rows: [.init(box: picture.rows[0].box)], picture: picture.jpeg, camera: "Drive").converterJSON
        try await run { plugin in
            let answer = try await plugin.host.call(
                device: plugin.device, "convert", [.json(.string(request)), .json("application/json"), .json("application/reid")])
            guard case .json(.string(let text)) = answer else { throw RPCRemoteError(message: "no text: \(answer)") }
            let json = try JSONValue(parsing: text)
            #expect(json["degraded"] == false && json["personCount"] == 1)
            #expect(json["persons"]?[0]?["decision"] == "new")

            let echo = try await plugin.ping(1_795_356_509_907)
            #expect(echo == 1_795_356_509_907)
            let page = try await plugin.host.call(device: plugin.device, "getSettings", [])
            guard case .json(.array(let rows)) = page else { throw RPCRemoteError(message: "no rows: \(page)") }
            #expect(rows.contains { $0["key"] == "notify" })

            plugin.hangUp()
            let code = try await plugin.waitForEnd()
            #expect(code == 0, "\(plugin.console.elements)")
        }
    }

    @Test("It ends in good order at SIGTERM")
    func terminate() async throws {
        try await run { plugin in
            _ = try await plugin.ping(1)
            plugin.terminate()
            let code = try await plugin.waitForEnd()
            #expect(code == 0, "\(plugin.console.elements)")
        }
    }
}
