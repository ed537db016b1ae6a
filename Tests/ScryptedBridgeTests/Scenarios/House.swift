import Foundation
import Logging
import NIOPosix
import ReIdentification
import Recognition
import ScryptedBridge
import ScryptedRPC
import ServiceLifecycle
import TestSupport
import Testing

/// A house with cameras and phones on a Scrypted server, and the bridge at work for it over TLS with the real pipeline. Time
/// is the test's: nothing happens by itself.
struct House: Sendable {
    let server: FakeScryptedServer
    let clock: ManualClock
    /// Everything the bridge logs.
    let log: Recording<String>
    let settings: MemorySettings
    let bridge: ScryptedBridge
    let pipeline: TestPipeline
    let cameras: [FakeCamera]
    let phones: [FakeNotifier]

    var phone: FakeNotifier { phones[0] }

    func camera(_ name: String) throws -> FakeCamera {
        try #require(cameras.first { $0.name == name })
    }

    /// A camera's detector sees what is in a picture, now.
    /// - Parameter untilLogged: what the bridge says when it is through with it.
    func see(_ picture: DemoPicture, on name: String, untilLogged words: String? = nil) async throws {
        let camera = try camera(name)
        let before = words.map(timesLogged) ?? 0
        let id = "\(picture.name) at \(clock.timestamp.milliseconds)"
        camera.updatePictures { $0.detections[id] = picture.jpeg }
        await server.detect(picture.rows, at: clock.timestamp, on: camera, detectionID: id)
        if let words { try await waitUntilLogged(words, times: before + 1) }
    }

    /// What the bridge would show of the first row of a picture.
    func excerpt(of picture: DemoPicture, row: Int = 0) async throws -> [UInt8] {
        let sides = picture.rows[row].box.map { Int32($0) }
        let box = try #require(BoundingBox(x: sides[0], y: sides[1], width: sides[2], height: sides[3]))
        let request = FrameRequest(
            camera: Camera(id: "", name: ""), eventTime: clock.timestamp, frameSize: .init(width: 1920, height: 1080),
            detections: [], picture: picture.jpeg)
        return try await pipeline.vision.excerpt(of: request, around: box)
    }

    // MARK: Time

    /// Lets time pass in steps, and has everything at rest after each.
    func pass(_ seconds: Int) async throws {
        for step in stride(from: 0, to: seconds, by: 5) {
            await clock.advance(by: .seconds(min(5, seconds - step)))
            try await rest()
        }
    }

    /// Lets time pass until something has happened: whoever sets an alarm late only rings later, and nobody waits for ever.
    func pass(until hasHappened: () -> Bool) async throws {
        while !hasHappened() {
            await clock.advance(by: .milliseconds(500))
            try await rest()
        }
    }

    /// Returns when the bridge has answered, or nobody is attached who could: whatever was on its way before has arrived.
    func rest() async throws {
        _ = try await server.convert(#"{"detections":[]}"#)
    }

    // MARK: What is logged

    func timesLogged(_ words: String) -> Int {
        log.elements.count { $0.hasPrefix(words) }
    }

    func waitUntilLogged(_ words: String, times: Int = 1) async throws {
        try await log.wait { lines in lines.count { $0.hasPrefix(words) } >= times }
    }

    // MARK: The connection

    /// Until the bridge is attached again and listens to every camera again.
    /// - Parameter events: how many things had happened at the server before.
    func waitUntilWatching(after events: Int = 0) async throws {
        let ids = cameras.map(\.id)
        try await server.host.events.wait { all in
            let new = all.dropFirst(events)
            return new.contains(.attached) && ids.allSatisfy { new.contains(.listening(device: $0, event: "ObjectDetector")) }
        }
    }

    /// Lets time pass until the bridge has tried to connect once more, which it does at a moment of its own choice.
    /// - Returns: how much time that was.
    @discardableResult
    func passUntilNextTry(afterFailures count: Int) async throws -> Duration {
        let lines = try await log.wait { lines in lines.count { $0.hasPrefix(Self.notConnected) } >= count }
        let line = lines.filter { $0.hasPrefix(Self.notConnected) }[count - 1]
        // "next try in=0.73 seconds why=…", rounded
        let words = line.split(separator: "next try in=").last?.prefix { $0 != " " } ?? ""
        let pause = Duration.seconds(try #require(Double(words))) + .milliseconds(1)
        await clock.advance(by: pause)
        return pause
    }

    static let notConnected = "not connected to Scrypted"
}

/// How a house differs from the usual one.
struct HousePlan {
    var cameras = ["Drive", "Porch", "Garden"]
    var phones = ["Phone"]
    var service = ServiceSetup()
    var settings = BridgeSettings()
    /// Without it, the bridge comes in at the door of its own plugin.
    var serverHasCore = true

    init() {
        settings.notify = true
        settings.notifiers = phones
    }
}

/// Runs a house for as long as `body` takes, and shuts it down as the program does, which sends what is still held. Then
/// looks whether anything secret was logged.
func withHouse<Outcome: Sendable>(
    _ plan: HousePlan = HousePlan(), _ body: @escaping @Sendable (House) async throws -> Outcome
) async throws -> Outcome {
    let clock = ManualClock()
    let log = Recording<String>()
    let logger = Logger(label: "test") { _ in LogRecorder(log) }
    var setup = ScryptedServerSetup(now: { clock.timestamp }, nodeUsesManualClock: true)
    setup.hasCore = plan.serverHasCore
    return try await withScryptedServer(setup) { [setup] server in
        let address = try ServerAddress(parsing: server.address)
        let group = MultiThreadedEventLoopGroup.singleton
        let login = Login(to: address, on: group)
        let credentials = try await login.credentials(
            user: setup.user, password: setup.password, key: try await login.greet())
        try await Deployment(to: address, as: credentials, on: group).run { _ in }

        var cameras: [FakeCamera] = []
        for name in plan.cameras {
            let camera = await server.addCamera(name)
            try await server.switchService(true, on: camera)
            cameras.append(camera)
        }
        var phones: [FakeNotifier] = []
        for name in plan.phones { phones.append(await server.addNotifier(name)) }

        let pipeline = try TestPipeline(plan.service, now: { clock.timestamp }, logger: logger)
        let settings = MemorySettings(plan.settings)
        var parts = BridgeParts(
            reIdentifier: pipeline.reIdentifier, excerpt: { try await pipeline.vision.excerpt(of: $0, around: $1) },
            settings: settings, now: { clock.timestamp }, logger: logger)
        parts.clock = clock
        let bridge = ScryptedBridge(parts, to: server.address) {
            try await EngineIO.connect(
                to: address, token: credentials.token, key: credentials.key, endpoint: ["@scrypted/core", PluginIdentity.id],
                on: group)
        }
        let house = House(
            server: server, clock: clock, log: log, settings: settings, bridge: bridge, pipeline: pipeline, cameras: cameras,
            phones: phones)
        let services = ServiceGroup(
            configuration: .init(services: [.init(service: pipeline.reIdentifier), .init(service: bridge)], logger: logger))
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    tasks.addTask { try await services.run() }
                    defer { tasks.cancelAll() }
                    let result = try await body(house)
                    await services.triggerGracefulShutdown()
                    try await tasks.waitForAll()
                    return result
                })
        } catch {
            outcome = .failure(error)
            Issue.record("The bridge had logged:\n\(log.elements.suffix(60).joined(separator: "\n"))")
        }
        try await pipeline.workers.shutdown()
        let service = try await server.service
        let secret = try #require(await server.host.secret(of: service))
        let spilled = log.elements.filter { line in [setup.token, setup.password, secret].contains { line.contains($0) } }
        #expect(spilled.isEmpty)
        return try outcome.get()
    }
}
