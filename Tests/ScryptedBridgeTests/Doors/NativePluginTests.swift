import Foundation
import ScryptedRPC
import TestSupport
import Testing

@testable import ScryptedBridge

/// The server's messages of recorded starts, sent again, and what we say to them.
@Suite("The program as a plugin", .timeLimit(.minutes(2)))
struct NativePluginTests {
    /// The server's end of the pipes, spoken by hand: ids are ours, and messages are taken as they come.
    private struct Pipe: Sendable {
        let transport: MemoryTransport

        func send(_ json: JSONValue, buffers: [[UInt8]] = []) throws {
            try transport.send(RPCPacket(buffers: buffers, json: json.utf8))
        }

        /// The next message that fits; others are passed over.
        func next(_ fits: @Sendable (JSONValue) -> Bool) async throws -> JSONValue {
            for try await packet in transport.packets {
                let message = try JSONValue(parsing: packet.json)
                if fits(message) { return message }
            }
            throw RPCRemoteError(message: "the plugin has gone")
        }

        func answer(to id: String) async throws -> JSONValue {
            try await next { $0["type"] == "result" && $0["id"]?.string == id }
        }

        /// What is answered to a recorded message.
        func ask(_ message: JSONValue?, on object: String) async throws -> JSONValue {
            try replay(message ?? .null, on: object)
            return try await answer(to: message?["id"]?.string ?? "")
        }

        /// Sends a recorded message with the ids that are valid now.
        func replay(_ message: JSONValue, on object: String) throws {
            var message = message.object ?? [:]
            message["proxyId"] = .string(object)
            try send(.object(message))
        }
    }

    private static func withPlugin(
        _ settings: MemorySettings = MemorySettings(), _ body: @escaping @Sendable (Pipe) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let (near, far) = MemoryTransport.pair()
        try await withReIdentifier(now: { clock.timestamp }) { reIdentifier in
            let plugin = NativePlugin(BridgeParts(reIdentifier, settings: settings, clock: clock)) { near }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await plugin.run() }
                try await body(Pipe(transport: far))
                far.close()
                // It ends with the connection, by itself.
                try await tasks.waitForAll()
            }
        }
    }

    /// The recorded messages of the server, by method or named object.
    private static func recorded(_ name: String) throws -> [String: JSONValue] {
        let file = Fixture.root.appendingPathComponent("Tests/ScryptedRPCTests/Transcripts/\(name).jsonl")
        var messages: [String: JSONValue] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let frame = try JSONValue(parsing: Array(line.utf8))
            guard frame["dir"] == "host->plugin", let message = frame["json"] else { continue }
            let key = message["param"]?.string ?? message["method"]?.string ?? (message["id"] == nil ? "event" : "function")
            // The first of each kind; the function that is called first is getRemote, and another one later is ping.
            messages[messages[key] == nil ? key : "\(key) again"] = message
        }
        return messages
    }

    /// Through the start as recorded.
    /// - Returns: the ids of the remote object and of the plugin's instance.
    private static func start(_ pipe: Pipe, _ recorded: [String: JSONValue]) async throws -> (remote: String, plugin: String) {
        try pipe.send(try #require(recorded["getRemote"]))
        let function = try await pipe.answer(to: recorded["getRemote"]?["id"]?.string ?? "")["result"] ?? .null
        #expect(function["__remote_constructor_name"] == "Function")
        #expect(function["__remote_proxy_finalizer_id"] == function["__remote_proxy_id"])
        let call = try #require(recorded["function"])
        try pipe.replay(call, on: function["__remote_proxy_id"]?.string ?? "")
        let object = try await pipe.answer(to: call["id"]?.string ?? "")["result"] ?? .null
        #expect(
            Set(object["__remote_proxy_oneway_methods"]?.array ?? [])
                == ["notify", "updateDeviceState", "setSystemState", "ioEvent", "setNativeId"])
        let remote = object["__remote_proxy_id"]?.string ?? ""
        for method in ["setSystemState", "setNativeId", "loadZip"] {
            try pipe.replay(try #require(recorded[method]), on: remote)
        }
        // What it converts is said before it is there.
        for (property, type) in [("fromMimeType", "application/json"), ("toMimeType", "application/reid")] {
            let state = try await pipe.next { $0["type"] == "apply" || $0["type"] == "result" }
            #expect(state["method"] == "setState" && state["oneway"] == true && state["id"] == nil)
            #expect(state["args"] == [nil, .string(property), .string(type)])
            #expect(state["proxyId"] == call["args"]?[0]?["__remote_proxy_id"])
        }
        let plugin = try await pipe.answer(to: recorded["loadZip"]?["id"]?.string ?? "")["result"] ?? .null
        #expect(plugin["__remote_constructor_name"]?.string != nil)
        return (remote, plugin["__remote_proxy_id"]?.string ?? "")
    }

    @Test(
        "The recorded starts go through, a real document is converted, and the end of the pipe is the end",
        arguments: ["01-spawn-convert", "02-media-mixin-events", "03-swift-spawn-convert"])
    func convert(name: String) async throws {
        let recorded = try Self.recorded(name)
        let document = RequestBody(rows: [.init(box: Fixture.personBox)], picture: try Fixture.picture).converterJSON
        try await Self.withPlugin { pipe in
            let (remote, plugin) = try await Self.start(pipe, recorded)
            if let notify = recorded["notify"] { try pipe.replay(notify, on: remote) }
            try pipe.send([
                "type": "apply", "id": "c1", "proxyId": .string(plugin), "method": "convert",
                "args": [.string(document), "application/json", "application/reid", ["sourceId": "3"]],
            ])
            let text = try await pipe.answer(to: "c1")["result"]?.string ?? ""
            let answer = try JSONValue(parsing: Array(text.utf8))
            #expect(answer["processed"] == true && answer["isNew"] == true && answer["degraded"] == false)
            try pipe.send(
                [
                    "type": "apply", "id": "c2", "proxyId": .string(plugin), "method": "convert",
                    "args": [
                        ["__remote_constructor_name": "Buffer", "__serialized_value": 0], "application/json", "application/reid",
                    ],
                ], buffers: [Array(document.utf8)])
            let again = try await pipe.answer(to: "c2")["result"]?.string ?? ""
            #expect(again.contains(#""isNew":false"#))
        }
    }

    @Test("The page is read and changed, and its change announced")
    func settings() async throws {
        let recorded = try Self.recorded("02-media-mixin-events")
        let settings = MemorySettings()
        try await Self.withPlugin(settings) { pipe in
            let (_, plugin) = try await Self.start(pipe, recorded)
            let page = try await pipe.ask(recorded["getSettings"], on: plugin)["result"]?.array ?? []
            let threshold = page.first { $0["key"] == "threshold" }
            #expect(threshold?["type"] == "number")
            try pipe.replay(try #require(recorded["putSetting"]), on: plugin)
            let event = try await pipe.next { $0["method"] == "onDeviceEvent" }
            #expect(event["args"] == [nil, "Settings", nil])
            #expect(event["oneway"] == true)
        }
        let threshold = await settings.current().threshold
        #expect(threshold == 0.7)
    }

    @Test("The extension is offered as recorded; the device itself comes back")
    func mixin() async throws {
        let recorded = try Self.recorded("02-media-mixin-events")
        try await Self.withPlugin { pipe in
            let (remote, plugin) = try await Self.start(pipe, recorded)
            // The recorded device is a notifier, which has none: null.
            let can = try await pipe.ask(recorded["canMixin"], on: plugin)
            #expect(can["throw"] == nil)
            #expect(can["result"] == JSONValue.null)
            let state = try await pipe.ask(recorded["createDeviceState"], on: remote)["result"] ?? .null
            #expect(state["__remote_proxy_props"]?["id"] == "4")
            var mixin = recorded["getMixin"]?.object ?? [:]
            let device = mixin["args"]?[0] ?? .null
            mixin["args"] = [device, ["Notifier"], ["__local_proxy_id": state["__remote_proxy_id"] ?? .null]]
            let answer = try await pipe.ask(.object(mixin), on: plugin)
            #expect(answer["result"] == ["__local_proxy_id": device["__remote_proxy_id"] ?? .null])
        }
    }

    @Test("A ping gives back exactly what came; other named objects are given or not there")
    func namedObjects() async throws {
        let recorded = try Self.recorded("02-media-mixin-events")
        try await Self.withPlugin { pipe in
            _ = try await Self.start(pipe, recorded)
            let ping = try await pipe.ask(recorded["ping"], on: "")["result"]?["__remote_proxy_id"]?.string ?? ""
            let pong = try await pipe.ask(recorded["function again"], on: ping)
            #expect(pong["result"] == recorded["function again"]?["args"]?[0])

            try pipe.send(["type": "param", "id": "p1", "param": "createMediaManager"])
            let create = try await pipe.answer(to: "p1")["result"]?["__remote_proxy_id"] ?? .null
            try pipe.send(["type": "apply", "id": "p2", "proxyId": create, "args": [], "method": nil])
            let request = try await pipe.next { $0["method"] == "getMediaManager" }
            try pipe.send(["type": "result", "id": request["id"] ?? .null])
            let manager = try await pipe.answer(to: "p2")
            #expect(manager["throw"] == nil)

            try pipe.send(["type": "param", "id": "p3", "param": "somethingElse"])
            let unknown = try await pipe.answer(to: "p3")
            #expect(unknown["result"] == nil)
        }
    }

    @Test("It listens to its cameras and tells of them, as from outside")
    func watch() async throws {
        let phone = PlayedObject()
        let server = PlayedServer([
            "6": .init("Porch", interfaces: ["Camera", "ObjectDetector"], mixins: ["9"]),
            "7": .init("Phone", type: "Notifier", interfaces: ["Notifier"], object: phone), "9": PlayedPlugin().device,
        ])
        let clock = ManualClock()
        try await withReIdentifier(now: { clock.timestamp }) { reIdentifier in
            let plugin = NativePlugin(BridgeParts(reIdentifier, settings: MemorySettings(.notifying("Phone")), clock: clock)) {
                server.connect()
            }
            try await alongside({ await server.run(as: "@reid-service/ReID") }) {
                try await alongside({
                    try await plugin.run(); try await Forever.wait()
                }) {
                    try await server.listeners.wait(for: 1)
                    server.detect(
                        "6",
                        ["detections": [["className": "person", "score": 0.9, "label": "Ann", "boundingBox": [1, 1, 50, 99]]]])
                    let call = try await phone.calls.wait(for: 1)[0]
                    #expect(call[0].text == #""Ann at Porch""#)
                }
            }
        }
    }
}
