import Recognition
import ScryptedRPC
import TestSupport
import Testing

@testable import ScryptedBridge

@Suite("Attached to the plugin, whatever becomes of it", .timeLimit(.minutes(2)))
struct AttachmentTests {
    private struct Scene: Sendable {
        let server: PlayedServer
        let plugin: PlayedPlugin
        let status: BridgeStatus
        let clock: ManualClock

        /// Lets the next check take place, and waits for what it reports.
        func check(until fits: @escaping @Sendable (BridgeStatus.Link) -> Bool) async throws {
            while !fits(status.report.link) {
                try await clock.waitForSleep { $0 == Attachment.checkPeriod }
                await clock.advance(by: Attachment.checkPeriod)
                await Task.yield()
            }
        }
    }

    /// An attachment that is kept for as long as `body` takes.
    private static func withAttachment(
        to devices: [String: PlayedServer.Device]? = nil, plugin: PlayedPlugin = PlayedPlugin(),
        storage: JSONValue = ["secret": "s3cret"],
        _ body: @escaping @Sendable (Scene) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let server = PlayedServer(devices ?? ["9": plugin.device], storage: storage)
        let scene = Scene(server: server, plugin: plugin, status: BridgeStatus(), clock: clock)
        try await withReIdentifier(now: { clock.timestamp }) { reIdentifier in
            let service = ServiceObject(
                converter: Converter(reIdentifier: reIdentifier, includesEmbeddings: false, now: { clock.timestamp }),
                page: SettingsPage(
                    store: MemorySettings(), status: scene.status, instance: "mine", notifiers: { [] }, model: { "m" }),
                inFlight: InFlight())
            try await withSession(at: server, clock: clock) { session in
                let attachment = Attachment(
                    session: session, server: "nas", service: service, instance: "mine", status: scene.status, clock: clock,
                    now: { clock.timestamp }, logger: .silent)
                try await alongside({
                    await attachment.keep()
                    try await Forever.wait()
                }) { try await body(scene) }
                await attachment.detach()
            }
        }
    }

    private static let isAttached: @Sendable (BridgeStatus.Link) -> Bool = { if case .attached = $0 { true } else { false } }

    @Test("It attaches at once, converts through the plugin, and detaches when it goes")
    func attach() async throws {
        let plugin = PlayedPlugin()
        try await Self.withAttachment(plugin: plugin) { scene in
            try await plugin.attachments.wait(for: 1)
            let answer = try await plugin.call(
                "convert", [.json(#"{"detections":[]}"#), .json("application/json"), .json("application/reid")])
            #expect(answer.string?.contains(#""processed":false"#) == true)
        }
        #expect(plugin.attachments.elements == ["mine", "-"])
    }

    @Test("A plugin that was started again gets it again; while it is attached, it is not attached again")
    func restart() async throws {
        try await Self.withAttachment { scene in
            try await scene.plugin.attachments.wait(for: 1)
            try await scene.check(until: Self.isAttached)
            for _ in 0..<3 {
                try await scene.clock.waitForSleep { $0 == Attachment.checkPeriod }
                await scene.clock.advance(by: Attachment.checkPeriod)
            }
            #expect(scene.plugin.attachments.elements.count == 1)
            scene.plugin.restart()
            try await scene.clock.waitForSleep { $0 == Attachment.checkPeriod }
            await scene.clock.advance(by: Attachment.checkPeriod)
            try await scene.plugin.attachments.wait(for: 2)
        }
    }

    @Test("A plugin that is deployed later is found")
    func deployedLater() async throws {
        try await Self.withAttachment(to: [:]) { scene in
            try await scene.check { $0 == .waiting("The plugin is not on this server yet: run `reid deploy nas`.") }
            scene.server.set("9", scene.plugin.device)
            try await scene.plugin.attachments.wait(for: 1)
        }
    }

    @Test(
        "What stands in its way is said",
        arguments: [
            (["secret": "other"], "The plugin refused: wrong secret"),
            ([:], "The plugin is on this server, but has not started yet."),
        ] as [(JSONValue, String)])
    func obstacles(storage: JSONValue, sentence: String) async throws {
        try await Self.withAttachment(storage: storage) { scene in
            try await scene.check { $0 == .waiting(sentence) }
            #expect(scene.status.report.lastError == sentence)
        }
    }

    @Test("Another program that attached itself later is left alone until it goes")
    func another() async throws {
        try await Self.withAttachment { scene in
            try await scene.plugin.attachments.wait(for: 1)
            try await scene.check(until: Self.isAttached)
            let other = PlayedObject { _ in .json([["key": "instance", "value": "another"]]) }
            scene.plugin.attach(another: other)
            try await scene.check { $0 == .waiting("Another reid program has attached itself instead of this one.") }
            #expect(scene.plugin.attachments.elements == ["mine"])
            scene.plugin.restart()
            try await scene.check(until: Self.isAttached)
            #expect(scene.plugin.attachments.elements == ["mine", "mine"])
        }
    }
}
