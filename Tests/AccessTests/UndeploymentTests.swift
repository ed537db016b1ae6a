import Logging
import NIOPosix
import NIOWebSocket
import ScryptedBridge
import ScryptedRPC
import TestSupport
import Testing

/// Removing the plugin over the RPC connection, from a server that speaks as the recorded one did.
@Suite(.timeLimit(.minutes(1))) struct UndeploymentTests {
    @Test("the plugin's device is found and removed")
    func removal() async throws {
        let removed = Locked<[String]>([])
        try await ScriptedServer.run { client in
            try await client.greet(plugins: ["4": "@other/one", "17": "@reid-service/ReID"])
            let call = try await client.message { $0["method"]?.string == "removeDevice" }
            removed.withLock { $0.append(call["args"]?[0]?.string ?? "") }
            try await client.say(["type": "result", "id": call["id"] ?? .null])
            await client.waitForEnd()
        } during: { server in
            try await undeployment(from: server).run(logger: quiet)
        }
        #expect(removed.withLock { $0 } == ["17"])
    }

    @Test("a server without the plugin is told apart")
    func absent() async throws {
        try await ScriptedServer.run { client in
            try await client.greet(plugins: ["4": "@other/one"])
            await client.waitForEnd()
        } during: { server in
            await #expect(throws: AccessError.notDeployed(server)) { try await undeployment(from: server).run(logger: quiet) }
        }
    }

    @Test("a server that goes away before it is done is no success")
    func hangsUp() async throws {
        try await ScriptedServer.run { client in
            try await client.greet(plugins: ["17": "@reid-service/ReID"])
            _ = try await client.message { $0["method"]?.string == "removeDevice" }
        } during: { server in
            await #expect(throws: (any Error).self) { try await undeployment(from: server).run(logger: quiet) }
        }
    }

    @Test("what the server says against it is told")
    func refusal() async throws {
        try await ScriptedServer.run { client in
            try await client.greet(plugins: ["17": "@reid-service/ReID"])
            let call = try await client.message { $0["method"]?.string == "removeDevice" }
            try await client.say([
                "type": "result", "id": call["id"] ?? .null, "throw": true,
                "result": [
                    "__remote_constructor_name": "RPCResultError",
                    "__serialized_value": ["name": "Error", "message": "access denied", "stack": ""],
                ],
            ])
            await client.waitForEnd()
        } during: { server in
            let error = await #expect(throws: RPCRemoteError.self) { try await undeployment(from: server).run(logger: quiet) }
            #expect(error?.message.contains("access denied") == true)
        }
    }

    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func undeployment(from server: ServerAddress) async throws -> Undeployment {
        let credentials = ScryptedCredentials(username: "ann", token: "t0ken", key: try await key(of: .server))
        return Undeployment(from: server, as: credentials, on: .singletonMultiThreadedEventLoopGroup)
    }
}

extension Conversation {
    /// The server's side of the start: it asks for `getRemote`, calls it, and tells its devices.
    /// - Parameter plugins: their names by the ids of their devices.
    fileprivate mutating func greet(plugins: [String: String]) async throws {
        _ = try await open()
        try await say(["type": "param", "id": "AAAAAAAA", "param": "getRemote"])
        let function = try await message { $0["id"]?.string == "AAAAAAAA" }
        let api: JSONValue = ["__remote_proxy_id": "api00000", "__remote_proxy_finalizer_id": "api00000"]
        try await say([
            "type": "apply", "id": "BBBBBBBB", "proxyId": function["result"]?["__remote_proxy_id"] ?? .null, "method": .null,
            "args": [api, .null, ["serverVersion": "0.144.2"]],
        ])
        let remote = try await message { $0["id"]?.string == "BBBBBBBB" }
        let devices = plugins.mapValues { name -> JSONValue in
            ["pluginId": ["value": .string(name)], "interfaces": ["value": ["BufferConverter", "ScryptedPlugin"]]]
        }
        try await say([
            "type": "apply", "proxyId": remote["result"]?["__remote_proxy_id"] ?? .null, "method": "setSystemState",
            "oneway": true, "args": [.object(devices)],
        ])
    }

    fileprivate func say(_ message: JSONValue) async throws {
        try await send(WireFrame.bytes(WebSocketPiece(.text, [UInt8(ascii: "4")] + message.utf8)))
    }

    /// The client's next message that is the right one.
    fileprivate mutating func message(_ isRight: (JSONValue) -> Bool) async throws -> JSONValue {
        while true {
            let piece = try await frame()
            guard piece.opcode == .text, piece.payload.first == UInt8(ascii: "4") else { continue }
            let message = try JSONValue(parsing: Array(piece.payload.dropFirst()))
            if isRight(message) { return message }
        }
    }
}
