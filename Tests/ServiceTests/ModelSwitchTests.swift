import Foundation
import Inference
import Logging
import ReIdentification
import Recognition
import Synchronization
import TestSupport
import Testing

@Suite struct ModelSwitchTests {
    private static let start: Int64 = 1_758_250_000_000

    @Test("after a switch no embedding of the old model is compared, while tracks go on")
    func switching() async throws {
        try await withService { service in
            let body = RequestBody(
                rows: [.init(box: Fixture.personBox, id: "t1")], picture: try Fixture.picture, time: Self.start)
            let first = try await service.post("/process", body: body.json)
            #expect(first["model"] as? String == "color-layout@1")

            let twin = try TwinModel.loaded(id: "twin@1")
            try await service.reIdentifier.adopt(twin, policy: twin.policy(), at: Timestamp(milliseconds: Self.start + 1_000))

            // The same picture from another camera: there is nothing to compare it with.
            var elsewhere = body
            elsewhere.camera = "Drive"
            elsewhere.time = Self.start + 2_000
            let stranger = try await service.post("/process", body: elsewhere.json)
            #expect(stranger["model"] as? String == "twin@1")
            #expect(stranger.rows.first?["isNew"] as? Bool == true)
            #expect(stranger.rows.first?["similarity"] is NSNull)

            // The camera's own track knows the person still.
            var later = body
            later.time = Self.start + 3_000
            let continued = try await service.post("/process", body: later.json)
            #expect(continued.rows.first?["isNew"] as? Bool == false)
            #expect(continued.rows.first?["personId"] as? String == first.rows.first?["personId"] as? String)
        }
    }

    @Test("a changed policy decides from then on, with everybody still known")
    func reconfiguring() async throws {
        try await withService { service in
            var body = RequestBody(rows: [.init(box: Fixture.personBox)], picture: try Fixture.picture, time: Self.start)
            let first = try await service.post("/process", body: body.json)
            #expect(first.rows.first?["isNew"] as? Bool == true)
            try await service.reIdentifier.reconfigure(
                { model in
                    var policy = model.policy(threshold: nil)
                    policy.trackingWindowMs = 1_000
                    return policy
                }, at: Timestamp(milliseconds: Self.start + 1))

            // Two seconds are now longer than the window, but not than the memory.
            body.camera = "Drive"
            body.time = Self.start + 2_000
            let second = try await service.post("/process", body: body.json)
            #expect(second.rows.first?["isNew"] as? Bool == true)
            #expect(second.rows.first?["personId"] as? String == first.rows.first?["personId"] as? String)
        }
    }

    private struct Offline: Error {}

    @Test("a download that fails is tried again, later and later, and the service goes on", .timeLimit(.minutes(1)))
    func retries() async throws {
        try await withService { service in
            let attempts = Mutex(0)
            let clock = ImmediateClock()
            try await arrival(
                at: service.reIdentifier, clock: clock, now: { Timestamp(milliseconds: Self.start) },
                fetch: {
                    let attempt = attempts.withLock { attempts in
                        attempts += 1
                        return attempts
                    }
                    if attempt <= 8 { throw Offline() }
                }
            ).run()
            #expect(clock.sleeps == [60, 120, 240, 480, 960, 1920, 3600, 3600].map { .seconds($0) })
            await service.untilModel(is: "twin@1")
        }
    }

    @Test("the switch waits until nobody is in view", .timeLimit(.minutes(1)))
    func quiet() async throws {
        try await withService { service in
            let body = RequestBody(rows: [.init(box: Fixture.personBox)], picture: try Fixture.picture, time: Self.start)
            _ = try await service.post("/process", body: body.json)
            let clock = ImmediateClock()
            let time: @Sendable () -> Timestamp = {
                Timestamp(milliseconds: Self.start + Int64(clock.now.offset / .milliseconds(1)))
            }
            try await arrival(at: service.reIdentifier, clock: clock, now: time, fetch: {}).run()
            await service.untilModel(is: "twin@1")
            // The window is 60 s, looked at every second.
            #expect((60...62).contains(clock.sleeps.count))
        }
    }

    private func arrival(
        at reIdentifier: ReIdentifier, clock: ImmediateClock, now: @escaping @Sendable () -> Timestamp,
        fetch: @escaping @Sendable () async throws -> Void
    ) throws -> ModelArrival {
        ModelArrival(
            of: try TestModel.load(nil).manifest, policy: { $0.policy() }, fetch: { _ in try await fetch() },
            load: { _ in try TwinModel.loaded(id: "twin@1") }, reIdentifier: reIdentifier, clock: clock, now: now,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}

extension RunningService {
    /// The switch is in the log already; it counts once it is folded.
    fileprivate func untilModel(is id: String) async {
        while await reIdentifier.model.description != id { await Task.yield() }
    }
}
