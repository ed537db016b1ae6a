import ScryptedRPC
import TestSupport
import Testing

@Suite("Which cameras are watched", .timeLimit(.minutes(5)))
struct RefusalTests {
    @Test("A camera on which another Smart Notifier is switched on is left to it, in words, until it is switched off")
    func rival() async throws {
        var plan = HousePlan()
        plan.cameras = ["Drive"]
        try await withHouse(plan) { house in
            let drive = try house.camera("Drive")
            try await house.waitUntilWatching()
            let rival = await house.server.addExtension(
                plugin: "@rmaher001/scrypted-smart-notifier", name: "Smart Notifier")
            await house.server.switchExtension(rival, true, on: drive)
            try await house.server.host.events.wait {
                $0.last { $0.isAbout(drive) } == .stoppedListening(device: drive.id, event: "ObjectDetector")
            }
            try await house.waitUntilLogged("Drive is left to Smart Notifier")
            let rows = try await house.server.settings()
            let refusal = rows.first { $0["key"] == "refusals" }?["value"]?.string ?? ""
            #expect(refusal.contains("Drive is left to Smart Notifier: every visitor would be told of twice"))

            await house.server.switchExtension(rival, false, on: drive)
            try await house.server.host.events.wait {
                $0.last { $0.isAbout(drive) } == .listening(device: drive.id, event: "ObjectDetector")
            }
        }
    }

    @Test("A camera is watched while the extension is switched on for it, and while notifying is switched on")
    func switches() async throws {
        var plan = HousePlan()
        plan.cameras = ["Drive"]
        try await withHouse(plan) { house in
            let drive = try house.camera("Drive")
            let (on, off) = (
                HostEvent.listening(device: drive.id, event: "ObjectDetector"),
                HostEvent.stoppedListening(device: drive.id, event: "ObjectDetector")
            )
            try await house.waitUntilWatching()
            try await house.server.switchService(false, on: drive)
            try await house.server.host.events.wait { $0.last { $0.isAbout(drive) } == off }
            try await house.server.putSetting("allCameras", true)
            try await house.server.host.events.wait { $0.last { $0.isAbout(drive) } == on }
            try await house.server.putSetting("notify", false)
            try await house.server.host.events.wait { $0.last { $0.isAbout(drive) } == off }
        }
    }
}

extension HostEvent {
    /// Whether this is about who listens to a camera.
    fileprivate func isAbout(_ camera: FakeCamera) -> Bool {
        switch self {
        case .listening(camera.id, _), .stoppedListening(camera.id, _): true
        default: false
        }
    }
}
