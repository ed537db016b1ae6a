import Foundation
import Recognition
import ScryptedRPC
import TestSupport
import Testing

@testable import ScryptedBridge

@Suite("The service as Scrypted calls it", .timeLimit(.minutes(2)))
struct ServiceObjectTests {
    private static let now = Timestamp(milliseconds: 1_778_779_800_000)

    private static func withService(_ body: @escaping @Sendable (ServiceObject) async throws -> Void) async throws {
        try await withReIdentifier(now: { now }) { reIdentifier in
            try await body(
                ServiceObject(
                    converter: Converter(reIdentifier: reIdentifier, includesEmbeddings: false, now: { now }),
                    page: SettingsPage(
                        store: MemorySettings(), status: BridgeStatus(), instance: "x1", notifiers: { ["Phone"] }, model: { "m" }),
                    inFlight: InFlight()))
        }
    }

    private static func call(_ service: ServiceObject, _ method: String, _ arguments: RPCValue...) async throws -> RPCValue {
        switch try service.receive(RPCCall(method: method, arguments: arguments)) {
        case .value(let value): value
        case .later(let answer): try await answer()
        }
    }

    private static func convert(_ service: ServiceObject, _ data: RPCValue) async throws -> JSONValue {
        let answer = try await call(service, "convert", data, .json("application/json"), .json("application/reid"))
        return try JSONValue(parsing: Array((answer.string ?? "").utf8))
    }

    @Test("A real picture is answered with the person in it, as text, bytes or document; the second time it is known")
    func convert() async throws {
        let body = RequestBody(
            rows: [.init(label: "Ann", box: Fixture.personBox, id: "t1"), .init(className: "car", box: [0, 0, 9, 9])],
            picture: try Fixture.picture)
        try await Self.withService { service in
            let first = try await Self.convert(service, .json(.string(body.converterJSON)))
            #expect(first["processed"] == true && first["isNew"] == true && first["personCount"] == 1)
            #expect(first["persons"]?[0]?["label"] == "Ann" && first["degraded"] == false)
            #expect(first["timestamp"] == .integer(Self.now.milliseconds))
            let bytes = try await Self.convert(service, .bytes(Array(body.converterJSON.utf8)))
            #expect(bytes["isNew"] == false && bytes["personIds"] == first["personIds"])
            let document = try await Self.convert(service, .json(JSONValue(parsing: Array(body.converterJSON.utf8))))
            #expect(document["personIds"] == first["personIds"])
        }
    }

    @Test("What cannot be read is an error with a sentence; nobody in it is an answer")
    func bad() async throws {
        try await Self.withService { service in
            for (data, sentence) in [
                (RPCValue.json("no JSON"), "The body is not a JSON object."), (.bytes([0xFF]), "The body is not a JSON object."),
                (.json([:]), "The field `detections` must be present."), (.list([]), "convert needs a text or bytes"),
            ] {
                let error = await #expect(throws: RPCRemoteError.self) { try await Self.convert(service, data) }
                #expect(error?.message == sentence)
            }
            let nobody = try await Self.convert(service, .json(#"{"detections":[]}"#))
            #expect(nobody["processed"] == false)
        }
    }

    @Test("Whoever takes it for a plugin to attach to is told that it is none")
    func attach() async throws {
        try await Self.withService { service in
            let error = await #expect(throws: RPCRemoteError.self) {
                try await Self.call(service, "convert", .null, .json("x-reid/service"), .json("x-reid/attach"))
            }
            #expect(error?.message.hasPrefix("attach refused:") == true)
        }
    }

    @Test("The page is read and changed; a value out of range is refused")
    func settings() async throws {
        try await Self.withService { service in
            func value(_ key: String) async throws -> JSONValue? {
                try await Self.call(service, "getSettings").json?.array?.first { $0["key"]?.string == key }?["value"]
            }
            _ = try await Self.call(service, "putSetting", .json("threshold"), .json("0.55"))
            let threshold = try await value("threshold")
            #expect(threshold == 0.55)
            await #expect(throws: SettingError.self) {
                try await Self.call(service, "putSetting", .json("threshold"), .json(7))
            }
            let instance = try await value("instance")
            #expect(instance == "x1")
        }
    }

    @Test("The extension is for cameras and doorbells, whatever they can do, and changes nothing of them")
    func mixin() async throws {
        try await Self.withService { service in
            for (type, answer) in [("Camera", "[]"), ("Doorbell", "[]"), ("Notifier", "null"), ("Light", "null")] {
                let can = try await Self.call(service, "canMixin", .json(.string(type)), .json([]))
                #expect(can.text == answer)
            }
            let device = PlayedObject()
            guard case .local(let mixin) = try await Self.call(service, "getMixin", .local(device)) else {
                Issue.record("no mixin")
                return
            }
            #expect(mixin === device)
            _ = try await Self.call(service, "releaseMixin", .json("4"), .null)
            await #expect(throws: RPCRemoteError.self) { try await Self.call(service, "fly") }
        }
    }
}
