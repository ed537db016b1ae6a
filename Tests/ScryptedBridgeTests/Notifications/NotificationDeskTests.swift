import Recognition
import ScryptedRPC
import TestSupport
import Testing

@testable import ScryptedBridge

@Suite("The notification desk", .timeLimit(.minutes(2)))
struct NotificationDeskTests {
    private struct Scene: Sendable {
        let desk: NotificationDesk
        let clock: ManualClock
        let status: BridgeStatus
        let inFlight: InFlight
        let settings: MemorySettings

        func sighted(
            _ person: String, name: String? = nil, camera: String = "Porch", isNew: Bool = true,
            excerpt: (@Sendable () async throws -> [UInt8])? = { [1, 2, 3] }
        ) {
            desk.sighted(
                SightedPerson(
                    sighting: NotificationSighting(
                        person: PersonID(person), name: name, camera: Camera(id: "id \(camera)", name: camera),
                        className: "person",
                        scorePermille: 900, isNew: isNew, picture: nil),
                    excerpt: excerpt))
        }

        /// Whoever is held is told of.
        func holdOver() async throws {
            try await clock.waitForSleep { $0 == .seconds(10) }
            await clock.advance(by: .seconds(10))
        }
    }

    /// A notifier that remembers what it was sent: title, tag, and how many bytes of picture it fetched.
    private static func phone(failing times: Int = 0) -> (PlayedObject, Recording<String>) {
        let sent = Recording<String>()
        let object = PlayedObject { call in
            guard case .json(let options) = call[1] else { throw RPCRemoteError(message: "no options") }
            var picture = "no picture"
            if case .remote(let media) = call[2] {
                #expect(media.signature.properties["mimeType"] == "image/jpeg")
                picture = try await media.call("getData").text
            }
            sent.append("\(call[0].text) \(options["tag"]?.string ?? "") \(picture)")
            if sent.elements.count <= times { throw RPCRemoteError(message: "the phone is off") }
            return .null
        }
        return (object, sent)
    }

    private static func withDesk(
        _ settings: BridgeSettings = .notifying("Phone", "TV"), _ body: @escaping @Sendable (Scene) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let (status, inFlight, store) = (BridgeStatus(), InFlight(), MemorySettings(settings))
        let desk = NotificationDesk(
            settings: store, status: status, inFlight: inFlight, clock: clock, now: { clock.timestamp }, logger: .silent)
        try await alongside({ await desk.run() }) {
            try await body(Scene(desk: desk, clock: clock, status: status, inFlight: inFlight, settings: store))
        }
    }

    private static func notifier(_ name: String, _ object: PlayedObject) -> PlayedServer.Device {
        .init(name, type: "Notifier", interfaces: ["Notifier"], object: object)
    }

    @Test("Somebody new is told of after the hold, with title, tag and picture; somebody with a name at once")
    func send() async throws {
        let (phone, sent) = Self.phone()
        try await Self.withDesk { scene in
            try await withSession(at: PlayedServer(["7": Self.notifier("Phone", phone)])) { session in
                scene.desk.use(session)
                scene.sighted("person_1")
                try await scene.holdOver()
                try await sent.wait(for: 1)
                scene.sighted("person_2", name: "Ann", camera: "Drive", excerpt: nil)
                #expect(
                    try await sent.wait(for: 2) == [
                        #""Person at Porch" person_1 3 bytes"#, #""Ann at Drive" person_2 no picture"#,
                    ])
                await scene.inFlight.drained()
                #expect(scene.status.report.notificationsSent == 2)
            }
        }
    }

    @Test("A notifier that fails once is asked again; one that goes on failing gives way to the next")
    func retry() async throws {
        let (phone, tries) = Self.phone(failing: 3), (tv, sent) = Self.phone()
        try await Self.withDesk { scene in
            let server = PlayedServer(["7": Self.notifier("Phone", phone), "8": Self.notifier("TV", tv)])
            try await withSession(at: server) { session in
                scene.desk.use(session)
                scene.sighted("person_1", name: "Ann")
                try await tries.wait(for: 1)
                for (pause, count) in [(Duration.seconds(2), 2), (.seconds(8), 3)] {
                    try await scene.clock.waitForSleep { $0 == pause }
                    await scene.clock.advance(by: pause)
                    try await tries.wait(for: count)
                }
                try await sent.wait(for: 1)
                await scene.inFlight.drained()
                #expect(scene.status.report.notificationsSent == 1)
                #expect(scene.status.report.lastError == "Phone: the phone is off")
            }
        }
    }

    @Test("A notifier that is not there gives way to the next")
    func missing() async throws {
        let (tv, sent) = Self.phone()
        try await Self.withDesk { scene in
            try await withSession(at: PlayedServer(["8": Self.notifier("TV", tv)])) { session in
                scene.desk.use(session)
                scene.sighted("person_1", name: "Ann")
                for pause in [Duration.seconds(2), .seconds(8)] {
                    try await scene.clock.waitForSleep { $0 == pause }
                    await scene.clock.advance(by: pause)
                }
                try await sent.wait(for: 1)
            }
        }
    }

    @Test("What is held or under way when the connection is lost goes out by the next one, once, with its picture")
    func reconnect() async throws {
        let (phone, sent) = Self.phone()
        let mute = PlayedObject { _ in
            try await Forever.wait()
            return .null
        }
        try await Self.withDesk { scene in
            let lost = PlayedServer(["7": Self.notifier("Phone", mute)])
            try await alongside({ await lost.run() }) {
                try? await ScryptedSession.run(over: lost.connect(), clock: ContinuousClock(), logger: .silent) { session in
                    scene.desk.use(session)
                    scene.sighted("person_1", name: "Ann")
                    scene.sighted("person_2")
                    try await mute.calls.wait(for: 1)
                    lost.drop()
                    try await Forever.wait()
                }
            }
            scene.desk.use(nil)
            await scene.inFlight.drained()
            await scene.clock.advance(by: .seconds(30))
            scene.sighted("person_3", name: "Bob")
            try await withSession(at: PlayedServer(["7": Self.notifier("Phone", phone)])) { session in
                scene.desk.use(session)
                let notifications = try await sent.wait(for: 3)
                #expect(
                    notifications.sorted() == [
                        #""Ann at Porch" person_1 3 bytes"#, #""Bob at Porch" person_3 3 bytes"#,
                        #""Person at Porch" person_2 3 bytes"#,
                    ])
                await scene.inFlight.drained()
                #expect(scene.status.report.notificationsSent == 3)
            }
        }
    }

    @Test("A picture is cut out for whom it is sent of, and for nobody else")
    func pictures() async throws {
        let (phone, sent) = Self.phone()
        let cut = Recording<String>()
        try await Self.withDesk { scene in
            try await withSession(at: PlayedServer(["7": Self.notifier("Phone", phone)])) { session in
                scene.desk.use(session)
                scene.sighted("person_1", name: "Ann") {
                    cut.append("first"); return [1]
                }
                try await sent.wait(for: 1)
                for _ in 0..<10 {
                    scene.sighted("person_1", name: "Ann", camera: "Drive", isNew: false) {
                        cut.append("again"); return [2]
                    }
                }
                await scene.inFlight.drained()
                #expect(cut.elements == ["first"])
                // One that cannot be had keeps nobody from being told.
                scene.sighted("person_2", name: "Bob") { throw RPCRemoteError(message: "undecodable") }
                #expect(try await sent.wait(for: 2).last == #""Bob at Porch" person_2 no picture"#)
            }
        }
    }

    @Test("Without notifiers nothing is sent; one that is chosen later is told of who waits")
    func noNotifier() async throws {
        let (phone, sent) = Self.phone()
        try await Self.withDesk(.notifying()) { scene in
            try await withSession(at: PlayedServer(["7": Self.notifier("Phone", phone)])) { session in
                scene.desk.use(session)
                scene.sighted("person_1", name: "Ann")
                await scene.inFlight.drained()
                #expect(sent.elements.isEmpty)
                _ = try await scene.settings.change("notifiers", to: ["Phone"])
                try await sent.wait(for: 1)
            }
        }
    }

    @Test("The last call sends at once what is held for a name")
    func lastCall() async throws {
        let (phone, sent) = Self.phone()
        try await Self.withDesk { scene in
            try await withSession(at: PlayedServer(["7": Self.notifier("Phone", phone)])) { session in
                scene.desk.use(session)
                scene.sighted("person_1")
                scene.desk.lastCall()
                await scene.inFlight.drained()
                #expect(sent.elements == [#""Person at Porch" person_1 3 bytes"#])
            }
        }
    }

    @Test("The shelf keeps so many pictures, lets wait for those to come, and forgets")
    func shelf() async {
        let shelf = PictureShelf(capacity: 2)
        for key: UInt64 in 1...3 {
            await shelf.expect(key)
            await shelf.put([UInt8(key)], for: key)
        }
        #expect(await shelf.count == 2)
        #expect(await shelf.picture(for: 1) == nil)
        #expect(await shelf.picture(for: 3) == [3])
        await shelf.forget(3)
        #expect(await shelf.picture(for: 3) == nil)
        await shelf.expect(4)
        async let late = shelf.picture(for: 4)
        await shelf.put([4], for: 4)
        #expect(await late == [4])
        await shelf.expect(5)
        await shelf.put(nil, for: 5)
        #expect(await shelf.picture(for: 5) == nil)
    }
}
