import Foundation
import ReIdentification
import Recognition
import ScryptedRPC
import ServiceLifecycle
import TestSupport
import Testing

@testable import ScryptedBridge

@Suite("The bridge from outside", .timeLimit(.minutes(2)))
struct ScryptedBridgeTests {
    /// A house: a plugin, a camera with its extension, a phone.
    private struct House: Sendable {
        let plugin = PlayedPlugin()
        let phone = PlayedObject()
        let camera: PlayedObject
        let server: PlayedServer

        init(camera: PlayedObject = PlayedObject { _ in throw RPCRemoteError(message: "no picture") }) {
            self.camera = camera
            server = PlayedServer([
                "6": .init("Porch", interfaces: ["Camera", "ObjectDetector"], mixins: ["9"], object: camera),
                "7": .init("Phone", type: "Notifier", interfaces: ["Notifier"], object: phone), "9": plugin.device,
            ])
        }

        func see(_ name: String? = "Ann", track: String = "t1", time: Timestamp, detection: JSONValue = nil) {
            let box: JSONValue = .array(Fixture.personBox.map { .number($0) })
            server.detect(
                "6",
                [
                    "timestamp": .integer(time.milliseconds), "detectionId": detection, "inputDimensions": [1920, 1080],
                    "detections": [
                        [
                            "className": "person", "score": 0.9, "id": .string(track), "label": name.map { .string($0) } ?? nil,
                            "boundingBox": box,
                        ]
                    ],
                ])
        }
    }

    private static func withBridge(
        to server: PlayedServer, _ settings: MemorySettings = MemorySettings(.notifying("Phone")),
        connect: (@Sendable () async throws -> any RPCTransport)? = nil,
        _ body: @escaping @Sendable (ScryptedBridge, ManualClock) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        try await withReIdentifier(now: { clock.timestamp }) { reIdentifier in
            let bridge = ScryptedBridge(
                BridgeParts(reIdentifier, settings: settings, clock: clock), to: "nas", connect: connect ?? { server.connect() })
            try await alongside({ await server.run() }) {
                try await alongside({
                    try await bridge.run()
                    try await Forever.wait()
                }) { try await body(bridge, clock) }
            }
        }
    }

    @Test("It attaches, watches, recognises a real picture and tells of the person with a picture")
    func whole() async throws {
        let picture = try Fixture.picture
        let house = House(camera: PlayedObject { _ in .local(PlayedObject.media("image/jpeg", picture)) })
        try await Self.withBridge(to: house.server) { bridge, clock in
            try await house.plugin.attachments.wait(for: 1)
            try await house.server.listeners.wait(for: 1)
            house.see(time: clock.timestamp, detection: "d1")
            let call = try await house.phone.calls.wait(for: 1)[0]
            #expect(call[0].text == #""Ann at Porch""#)
            #expect(house.camera.calls.elements.map(\.text) == [#"getDetectionInput("d1", "e")"#])
            guard case .remote(let media) = call[2] else {
                Issue.record("no picture")
                return
            }
            let data = try await media.call("getData")
            #expect(data.text == "\("Porch".utf8.count) bytes")
        }
    }

    @Test("Switched off, nothing is watched; switched on in the settings, it is; off again, the listener goes")
    func settings() async throws {
        let house = House()
        let settings = MemorySettings()
        try await Self.withBridge(to: house.server, settings) { bridge, _ in
            try await house.plugin.attachments.wait(for: 1)
            #expect(house.server.listeners.elements.isEmpty)
            _ = try await house.plugin.call("putSetting", [.json("notifiers"), .json(["Phone"])])
            _ = try await house.plugin.call("putSetting", [.json("notify"), .json(true)])
            try await house.server.listeners.wait(for: 1)
            _ = try await house.plugin.call("putSetting", [.json("notify"), .json(false)])
            try await house.server.log.wait { $0.contains("6.removeListener()") }
        }
    }

    @Test("Cameras come and go with their extension; a rival's is refused in words")
    func cameras() async throws {
        let house = House()
        try await Self.withBridge(to: house.server) { bridge, _ in
            try await house.server.listeners.wait(for: 1)
            house.server.set("5", .init("Yard", interfaces: ["Camera", "ObjectDetector"], mixins: ["9"]))
            try await house.server.listeners.wait(for: 2)
            house.server.set("8", .init("Smart Notifier", type: "API", interfaces: ["MixinProvider"], plugin: "@someone/notify"))
            house.server.set("5", .init("Yard", interfaces: ["Camera", "ObjectDetector"], mixins: ["8", "9"]))
            try await house.server.log.wait { $0.contains("5.removeListener()") }
            house.server.set("6", nil)
            try await house.server.log.wait { $0.contains("6.removeListener()") }
            #expect(bridge.status.report.refusals.allSatisfy { $0.contains("Yard is left to Smart Notifier") })
        }
    }

    @Test("A server that goes away is connected to again, and everything is as before; nothing seen meanwhile is lost")
    func reconnect() async throws {
        let house = House(
            camera: PlayedObject { _ in
                try await Forever.wait()
                return .null
            })
        try await Self.withBridge(to: house.server) { bridge, clock in
            try await house.server.listeners.wait(for: 1)
            house.see(time: clock.timestamp)
            // Gone while a picture is being waited for.
            try await house.camera.calls.wait(for: 1)
            house.server.drop()
            for connection in 2...4 {
                // Only the pause before the next try is as short, and nothing else comes too late by it.
                try await clock.waitForSleep { $0 < .seconds(4) }
                await clock.advance(by: .seconds(4))
                try await house.server.connections.wait(for: connection)
                try await house.server.listeners.wait(for: connection)
                if connection == 2 {
                    let call = try await house.phone.calls.wait(for: 1)[0]
                    #expect(call[0].text == #""Ann at Porch""#)
                    // An answer that is lost with the connection would rightly be asked for again.
                    while bridge.status.report.notificationsSent == 0 { await Task.yield() }
                }
                house.server.drop()
            }
            #expect(house.phone.calls.elements.count == 1)
        }
    }

    @Test("A server that cannot be reached is tried again for ever, later and later, and the reason is said")
    func unreachable() async throws {
        let tries = Recording<Void>()
        struct Refused: Error, CustomStringConvertible { var description: String { "Connection refused." } }
        try await Self.withBridge(
            to: PlayedServer(),
            connect: {
                tries.append(()); throw Refused()
            }
        ) { bridge, clock in
            for count in 1...20 {
                try await tries.wait(for: count)
                try await clock.waitForSleep()
                await clock.advance(by: .seconds(60))
            }
            #expect(bridge.status.report.link == .waiting("Connection refused."))
        }
    }

    @Test("A graceful shutdown detaches, tells of whom it holds for a name, and ends")
    func shutdown() async throws {
        let house = House()
        let clock = ManualClock()
        try await withReIdentifier(now: { clock.timestamp }) { reIdentifier in
            let bridge = ScryptedBridge(
                BridgeParts(reIdentifier, settings: MemorySettings(.notifying("Phone")), clock: clock), to: "nas"
            ) { house.server.connect() }
            let group = ServiceGroup(
                configuration: .init(
                    services: [.init(service: bridge, successTerminationBehavior: .gracefullyShutdownGroup)], logger: .silent))
            try await alongside({ await house.server.run() }) {
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    tasks.addTask { try await group.run() }
                    try await house.plugin.attachments.wait(for: 1)
                    try await house.server.listeners.wait(for: 1)
                    house.see(nil, time: clock.timestamp)
                    try await clock.waitForSleep { $0 == .seconds(10) && house.camera.calls.elements.count > 0 }
                    // Held from when the picture has failed.
                    await group.triggerGracefulShutdown()
                    try await tasks.waitForAll()
                }
            }
            #expect(house.plugin.attachments.elements.last == "-")
            #expect(house.phone.calls.elements.map { $0[0].text } == [#""Person at Porch""#])
            #expect(house.server.log.elements.contains("6.removeListener()"))
        }
    }

    @Test("A shutdown does not wait for a server that says nothing")
    func silentShutdown() async throws {
        let server = PlayedServer(isSilent: true)
        let clock = ManualClock()
        try await withReIdentifier(now: { clock.timestamp }) { reIdentifier in
            let bridge = ScryptedBridge(BridgeParts(reIdentifier, clock: clock), to: "nas") { server.connect() }
            let group = ServiceGroup(
                configuration: .init(
                    services: [.init(service: bridge, successTerminationBehavior: .gracefullyShutdownGroup)], logger: .silent))
            try await alongside({ await server.run() }) {
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    tasks.addTask { try await group.run() }
                    try await clock.waitForSleep { $0 == ScryptedSession.greetingTimeout }
                    await group.triggerGracefulShutdown()
                    try await tasks.waitForAll()
                }
            }
        }
    }

    @Test("Cameras that flood it do not make it hold more than its limits, and everybody is told of")
    func storm() async throws {
        let house = House()
        try await Self.withBridge(to: house.server) { bridge, clock in
            try await house.server.listeners.wait(for: 1)
            for number in 0..<200 { house.see("Person \(number)", track: "t\(number)", time: clock.timestamp) }
            let calls = try await house.phone.calls.wait(for: 200)
            #expect(Set(calls.map { $0[0].text }).count == 200)
        }
    }
}
