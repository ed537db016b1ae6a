import Logging
import Recognition
import ScryptedRPC
import Testing

@testable import TestSupport

@Suite("The twin of the server says what a real one said", .timeLimit(.minutes(1)))
struct FakeServerTranscriptTests {
    /// Answers as the recorded plugins did, whose words do not matter, and keeps the object that it is given.
    private struct Keeper: HostDevice {
        let kept = Recording<RemoteProxy>()

        func call(_ method: String, _ arguments: [RPCValue]) async throws -> RPCValue {
            if let object = arguments.first?.proxy { kept.append(object) }
            return .json("attached")
        }
    }

    /// Where recorded events of the server's own come in, the test fires them.
    private func provoke(_ message: JSONValue, at server: ScryptedHost, camera: String) async {
        let details = message["args"]?.array?.first { $0["eventInterface"] != nil }
        switch details?["eventInterface"] {
        case "ObjectDetector":
            await server.fire(
                device: camera, interface: "ObjectDetector",
                data: FakeCamera.detection(
                    [.init(id: "t1", box: [10, 20, 100, 200])], at: Timestamp(milliseconds: 1), detectionID: "d0",
                    dimensions: (640, 480)))
        case "MotionSensor":
            let value = message["args"]?[2]?["value"] ?? .null
            await server.setProperty("motionDetected", of: camera, to: value, interface: "MotionSensor")
        default: break
        }
    }

    @Test(
        "A client's recorded session, word for word",
        arguments: [
            // Devices by their recorded ids: the converter that is called, the camera, the phone.
            ("04-engineio-client", ["4": "service", "6": "camera", "8": "phone"]),
            ("05-attach", ["9": "service", "6": "camera"]),
        ])
    func replay(name: String, devices: [String: String]) async throws {
        let host = ScryptedHost(now: { Timestamp(milliseconds: 1_795_356_509_907) })
        let service = await host.upsertDevice(
            plugin: "@test/plugin", nativeID: nil, name: "ReID Service", type: "API", interfaces: ["BufferConverter"])
        let keeper = Keeper()
        await host.implement(service, by: keeper)
        let camera = await host.upsertDevice(
            plugin: "@test/plugin", nativeID: "cam", name: "Porch", type: "Camera", interfaces: ["Camera", "MotionSensor"])
        await host.implement(camera, by: FakeCamera(id: camera, name: "Porch", pictures: .init(snapshot: [0xFF, 0xD8])))
        let phone = FakeNotifier(
            id: await host.upsertDevice(
                plugin: "@test/plugin", nativeID: "phone", name: "Phone", type: "Notifier", interfaces: ["Notifier"]),
            name: "Phone")
        await host.implement(phone.id, by: phone)
        let ids = ["service": service, "camera": camera, "phone": phone.id]
        var replay = Replay(devices: devices.compactMapValues { ids[$0] })

        let (ours, theirs) = MemoryTransport.pair()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await host.serve(theirs, id: 1, endpoint: "@test/plugin") }
            try await say(Transcript(name).messages, over: ours, &replay) { json in
                await provoke(json, at: host, camera: camera)
                if json["method"] == "convert", let object = keeper.kept.elements.last {
                    let arguments = (json["args"]?.array ?? []).map(RPCValue.json)
                    tasks.addTask { _ = try await object.call("convert", arguments) }
                }
            }
            tasks.cancelAll()
        }
        if name.hasPrefix("04") {
            let sent = try #require(phone.notifications.elements.first)
            #expect(sent.title == "from engine.io" && sent.picture?.prefix(2) == [0xFF, 0xD8])
        }
    }

    @Test("A native plugin's recorded start-up and first call", arguments: ["01-spawn-convert", "03-swift-spawn-convert"])
    func replay(native name: String) async throws {
        let host = ScryptedHost(now: { Timestamp(milliseconds: 1_795_356_509_907) })
        await host.setMediaManager(isThere: false)
        let messages = try Transcript(name).messages
        let package = try #require(messages.compactMap(\.json).first { $0["method"] == "loadZip" }?["args"]?[0])
        var replay = Replay(devices: ["1": "1"])
        let (ours, theirs) = MemoryTransport.pair()
        let peer = RPCPeer(name: "plugin", transport: theirs, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await peer.run() }
            tasks.addTask {
                let device = try await host.start(native: peer, package: package)
                // As the recorder of the transcript did.
                _ = try await host.call(
                    device: device, "convert", [.json(#"{"ping":1}"#), .json("application/json"), .json("application/reid")])
            }
            try await say(messages, over: ours, &replay) { _ in }
            tasks.cancelAll()
        }
    }

    /// Says what the client said, and holds what the twin says against what the server said.
    private func say(
        _ messages: [Transcript.Message], over transport: MemoryTransport, _ replay: inout Replay,
        before: (JSONValue) async -> Void
    ) async throws {
        var heard = transport.packets.makeAsyncIterator()
        var early: [JSONValue] = []
        var buffers: [[UInt8]] = []
        for message in messages {
            guard let json = message.json else {
                if !message.isFromServer, let buffer = message.buffer { buffers.append(buffer) }
                continue
            }
            guard message.isFromServer else {
                try transport.send(RPCPacket(buffers: buffers, json: replay.translate(json).utf8))
                buffers = []
                continue
            }
            // The twin lets go of objects at its own time.
            if json["type"] == "finalize" { continue }
            await before(json)
            // Which of two things it says first is left to it, where they have nothing to do with each other.
            func fits(_ message: JSONValue) -> Bool {
                message["type"] == json["type"] && message["method"]?.string == json["method"]?.string
            }
            var answer = early.firstIndex(where: fits).map { early.remove(at: $0) }
            while answer == nil {
                let next = try JSONValue(parsing: try #require(await heard.next()).json)
                if fits(next) { answer = next } else if next["type"] != "finalize" { early.append(next) }
            }
            try replay.compare(#require(answer), with: json)
        }
    }
}
