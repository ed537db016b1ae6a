import Recognition
import ScryptedRPC
import ServiceLifecycle

/// What is the same behind both doors: the desks, which outlive connections, and what is done while there is one.
struct Bridge: Sendable {
    let parts: BridgeParts
    let status = BridgeStatus()
    /// Tells this program from another that may attach itself as well.
    let instance: String
    private let inFlight = InFlight()
    private let cameras: CameraDesk
    private let notifications: NotificationDesk

    init(_ parts: BridgeParts) {
        self.parts = parts
        instance = String(UInt64.random(in: .min ... .max), radix: 36)
        let notifications = NotificationDesk(
            settings: parts.settings, status: status, inFlight: inFlight, clock: parts.clock, now: parts.now,
            logger: parts.logger)
        self.notifications = notifications
        cameras = CameraDesk(
            recogniser: Recogniser(reIdentifier: parts.reIdentifier, excerpt: parts.excerpt), inFlight: inFlight,
            clock: parts.clock, now: parts.now, logger: parts.logger
        ) { notifications.sighted($0) }
    }

    /// Has the desks work for as long as `door` runs.
    func run(_ door: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await cameras.run() }
            tasks.addTask { await notifications.run() }
            tasks.addTask(operation: door)
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }

    /// What Scrypted gets to call.
    /// - Parameter mirror: of the server whose notifiers can be chosen.
    func service(at mirror: StateMirror) -> ServiceObject {
        ServiceObject(
            converter: Converter(
                reIdentifier: parts.reIdentifier, includesEmbeddings: parts.includesEmbeddings, now: parts.now),
            page: SettingsPage(
                store: parts.settings, status: status, instance: instance,
                notifiers: { mirror.current.devices(with: "Notifier").map(\.name) },
                model: { [reIdentifier = parts.reIdentifier] in await reIdentifier.model.description }),
            inFlight: inFlight)
    }

    /// Works for a session until it ends, or until a graceful shutdown: then what is under way is finished.
    /// - Parameters:
    ///   - limit: for the shutdown.
    ///   - work: what else is done, until cancelled.
    ///   - farewell: what is done first at the shutdown.
    func serve(
        _ session: ScryptedSession, limit: Duration, work: @escaping @Sendable () async -> Void,
        farewell: @escaping @Sendable () async -> Void = {}
    ) async {
        cameras.use(session)
        notifications.use(session)
        defer {
            cameras.use(nil)
            notifications.use(nil)
        }
        let watch = CameraWatch(
            session: session, settings: parts.settings, desk: cameras, status: status, clock: parts.clock, now: parts.now,
            logger: parts.logger)
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await watch.run() }
            tasks.addTask(operation: work)
            tasks.addTask { try? await gracefulShutdown() }
            await tasks.next()
            tasks.cancelAll()
        }
        guard Task.isShuttingDownGracefully, !Task.isCancelled else { return }
        try? await within(limit, of: parts.clock, or: BridgeError.tooSlow) {
            await farewell()
            await inFlight.drained()
            // Nobody will be there to send later what is held for a name now.
            notifications.lastCall()
            await inFlight.drained()
        }
    }
}
