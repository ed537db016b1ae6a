import Foundation
import ScryptedPlugin
import ScryptedRPC
import TestSupport
import Testing

/// The device that the trampoline is to the server: its states, its secret, and how cameras are chosen with it.
@Suite(.timeLimit(.minutes(2))) struct DeviceTests {
    @Test("the file is short, plain and needs nothing but what the server gives it")
    func source() {
        let text = String(decoding: ScryptedPlugin.main, as: UTF8.self)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 121)
        #expect(text.hasSuffix("\n"))
        // Node 18 has its random numbers nowhere else.
        #expect(text.matches(of: /require\(.*?\)/).map { String($0.0) } == ["require('crypto')"])
        for word in ["import", "process.", "pluginHostAPI"] { #expect(!text.contains(word), "\(word)") }
    }

    @Test("what is deployed beside it makes the device that notifiers look for")
    func description() throws {
        let json = try JSONValue(parsing: ScryptedPlugin.packageJSON)
        #expect(json["name"] == "@reid-service/ReID")
        #expect(json["scrypted"]?["name"] == "ReID Service")
        #expect(json["scrypted"]?["interfaces"] == ["BufferConverter", "Settings", "MixinProvider"])
        #expect(ScryptedPlugin.files.map(\.path) == ["main.nodejs.js", "README.md"])
    }

    @Test("at its first start it says what it converts and makes a secret of 32 bytes")
    func firstStart() async throws {
        let (one, other) = (RecordedServer(), RecordedServer())
        for server in [one, other] {
            let plugin = try await NodePlugin.start(main: ScryptedPlugin.main, host: server)
            await plugin.stop()
            #expect(
                server.told.elements.prefix(2) == [
                    .state("fromMimeType", "application/json"), .state("toMimeType", "application/reid"),
                ])
            #expect(server.storage?["secret"]?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        }
        #expect(one.storage != other.storage)
    }

    @Test("at a later start the secret is the same and nothing is written")
    func laterStart() async throws {
        try await withTrampoline(storage: ["secret": "feed", "url": ""]) { trampoline in
            #expect(trampoline.server.storage == nil)
            let answer = try await trampoline.attach(ServiceObject.silent(), secret: "feed")
            #expect(answer == "attached")
        }
    }

    @Test(
        "cameras and doorbells can be chosen, whatever else they are at the moment, and nothing else can",
        arguments: [
            ("Camera", ["Camera", "VideoCamera", "ObjectDetector"], []), ("Camera", [], []), ("Doorbell", ["MotionSensor"], []),
            ("Sensor", ["Camera", "ObjectDetector"], nil), ("Notifier", ["Notifier"], nil), ("API", [], nil), ("camera", [], nil),
        ] as [(String, [String], [String]?)])
    func canMixin(type: String, interfaces: [String], answer: [String]?) async throws {
        try await withTrampoline { trampoline in
            let given = try await trampoline.plugin.call(
                "canMixin", [.json(.string(type)), .json(.array(interfaces.map { .string($0) }))])
            #expect(given.json == (answer.map { .array($0.map { .string($0) }) } ?? .null))
        }
    }

    @Test("a chosen camera stays the very device that it was")
    func getMixin() async throws {
        try await withTrampoline { trampoline in
            let camera = ServiceObject.silent()
            let mixin = try await trampoline.plugin.call("getMixin", [.local(camera), .json(["Camera"]), .null])
            #expect(mixin.object === camera)
            try await trampoline.plugin.call("releaseMixin", [.json("12"), .local(camera)])
            #expect(camera.calls.elements.isEmpty)
        }
    }
}
