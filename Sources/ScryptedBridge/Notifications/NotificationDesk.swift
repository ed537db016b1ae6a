import Logging
import Recognition
import ScryptedRPC

/// Tells people who was seen: does what the notification policy says, and tells it what came of it.
///
/// It outlives sessions: what is held or not yet delivered when a connection is lost goes out by the next one.
final class NotificationDesk: Sendable {
    private let settings: any BridgeSettingsStore
    private let status: BridgeStatus
    private let inFlight: InFlight
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let shelf = PictureShelf()
    /// Bounded by the events being recognised, by the notifications that are pending, and by the timers, which are few.
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation

    private enum Input: Sendable {
        case sighted(SightedPerson)
        case outcome(NotificationEvent)
        case session(ScryptedSession?)
        case settings(BridgeSettings)
        case woken(Timestamp)
        case lastCall
    }

    init(
        settings: any BridgeSettingsStore, status: BridgeStatus, inFlight: InFlight, clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.settings = settings
        self.status = status
        self.inFlight = inFlight
        self.clock = clock
        self.now = now
        self.logger = logger
        (inputs, input) = AsyncStream.makeStream()
    }

    /// Takes a sighting, at once and from anywhere.
    func sighted(_ person: SightedPerson) {
        inFlight.enter()
        input.yield(.sighted(person))
    }

    /// Notifiers are reached by this session from now on; nil: not at all.
    func use(_ session: ScryptedSession?) {
        input.yield(.session(session))
    }

    /// Sends at once what is held for a name: there will be no later.
    func lastCall() {
        inFlight.enter()
        input.yield(.lastCall)
    }

    /// Until cancelled.
    func run() async {
        var desk = Folding(policy: NotificationPolicy(rules: NotificationRules(notifiers: 0)))
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { [settings, input] in
                for await _ in settings.changes() { input.yield(.settings(await settings.current())) }
            }
            _ = desk.policy.apply(NotificationEntry(time: now(), event: .disconnected))
            for await input in inputs {
                await take(input, &desk, &tasks)
                arm(&desk, &tasks)
            }
        }
    }

    // MARK: One input after the other

    /// What changes from one input to the next.
    private struct Folding {
        var policy: NotificationPolicy
        var courier: NotifierCourier?
        /// Names, in the order in which they are tried.
        var notifiers: [String] = []
        /// Times at which somebody will wake us; a handful, since an earlier one is only added when it is the earliest.
        var alarms: [Timestamp] = []
        var lastPicture: UInt64 = 0
    }

    private func take(_ input: Input, _ desk: inout Folding, _ tasks: inout DiscardingTaskGroup) async {
        switch input {
        case .sighted(let person):
            await take(person, &desk, &tasks)
            inFlight.leave()
        case .outcome(let event):
            await fold(event, &desk, &tasks)
        case .session(let session):
            desk.courier = session.map(NotifierCourier.init)
            await fold(session == nil ? .disconnected : .connected, &desk, &tasks)
        case .settings(let settings):
            desk.notifiers = settings.notify ? settings.notifiers : []
            var rules = desk.policy.rules
            rules.notifiers = desk.notifiers.count
            await fold(.configured(rules), &desk, &tasks)
        case .woken(let time):
            desk.alarms.removeAll { $0 == time }
            await fold(.timer, &desk, &tasks)
        case .lastCall:
            let end = Timestamp(milliseconds: now().milliseconds + desk.policy.rules.holdMs)
            await carryOut(desk.policy.apply(NotificationEntry(time: end, event: .timer)), desk, &tasks)
            inFlight.leave()
        }
    }

    private func take(_ person: SightedPerson, _ desk: inout Folding, _ tasks: inout DiscardingTaskGroup) async {
        var sighting = person.sighting
        if person.excerpt != nil {
            desk.lastPicture += 1
            sighting.picture = desk.lastPicture
        }
        let actions = desk.policy.apply(NotificationEntry(time: now(), event: .sighted(sighting)))
        // Cutting it out costs more than everything else here, and most sightings start nothing.
        if let key = sighting.picture, let excerpt = person.excerpt, actions.allSatisfy({ !$0.passesOver(key) }) {
            await shelf.expect(key)
            inFlight.enter()
            tasks.addTask { [shelf, logger, inFlight] in
                do {
                    await shelf.put(try await excerpt(), for: key)
                } catch {
                    await shelf.put(nil, for: key)
                    logger.warning("no picture for a notification", metadata: ["why": "\(error)"])
                }
                inFlight.leave()
            }
        }
        await carryOut(actions, desk, &tasks)
    }

    private func fold(_ event: NotificationEvent, _ desk: inout Folding, _ tasks: inout DiscardingTaskGroup) async {
        await carryOut(desk.policy.apply(NotificationEntry(time: now(), event: event)), desk, &tasks)
    }

    private func carryOut(_ actions: [NotificationAction], _ desk: Folding, _ tasks: inout DiscardingTaskGroup) async {
        for action in actions {
            report(action)
            switch action {
            case .send(let notification):
                inFlight.enter()
                tasks.addTask { [desk] in
                    await self.send(notification, by: desk.courier, to: desk.notifiers)
                    self.inFlight.leave()
                }
            case .forgetPicture(let key): await shelf.forget(key)
            case .held, .waiting, .suppressed, .update, .givenUp: break
            }
        }
    }

    private func arm(_ desk: inout Folding, _ tasks: inout DiscardingTaskGroup) {
        guard let wake = desk.policy.nextWake, desk.alarms.allSatisfy({ $0 > wake }) else { return }
        desk.alarms.append(wake)
        let alarm = clock.alarm(after: .milliseconds(max(wake.since(now()), 0)))
        tasks.addTask { [input] in
            try? await alarm()
            input.yield(.woken(wake))
        }
    }

    // MARK: Sending

    private func send(_ notification: OutgoingNotification, by courier: NotifierCourier?, to notifiers: [String]) async {
        guard let courier, notifiers.indices.contains(notification.notifier) else { return }
        let notifier = notifiers[notification.notifier]
        var picture: [UInt8]?
        if let key = notification.picture { picture = await shelf.picture(for: key) }
        do {
            try await courier.deliver(notification, to: notifier, picture: picture, at: now())
            input.yield(.outcome(.delivered(notification.id)))
            status.update { $0.notificationsSent += 1 }
            logger.notice(
                "notified",
                metadata: [
                    "person": "\(notification.person)", "camera": "\(notification.camera.name)", "notifier": "\(notifier)",
                    "because": "\(notification.occasion.rawValue)", "picture": "\(picture != nil)",
                ])
        } catch {
            let why = sentence(for: error)
            status.update { $0.lastError = "\(notifier): \(why)" }
            logger.warning("notifier failed", metadata: ["notifier": "\(notifier)", "why": "\(why)"])
            // A lost connection is no failure of the notifier; the policy is told of it by the session's end.
            if !isConnectionLost(error) { input.yield(.outcome(.failed(notification.id))) }
        }
    }

    private func isConnectionLost(_ error: any Error) -> Bool {
        switch error {
        case RPCError.closed, RPCError.transport: true
        default: false
        }
    }

    private func report(_ action: NotificationAction) {
        switch action {
        case .held(let person, let until):
            logger.info("held for a name", metadata: ["person": "\(person)", "until": "\(until.milliseconds)"])
        case .waiting(let person, let obstacle):
            status.update { $0.lastError = obstacle.sentence }
            logger.warning("a notification waits", metadata: ["person": "\(person)", "why": "\(obstacle.rawValue)"])
        case .suppressed(let person, let reason):
            logger.debug("not notified", metadata: ["person": "\(person)", "why": "\(reason.rawValue)"])
        case .givenUp(let notification, let obstacle):
            status.update { $0.lastError = "A notification was given up. \(obstacle.sentence)" }
            logger.error(
                "a notification was given up", metadata: ["person": "\(notification.person)", "why": "\(obstacle.rawValue)"])
        case .send, .update, .forgetPicture: break
        }
    }
}

extension NotificationAction {
    /// Nobody is going to send this picture.
    fileprivate func passesOver(_ picture: UInt64) -> Bool {
        switch self {
        case .forgetPicture(let key): key == picture
        case .update(let update): update.picture == picture
        default: false
        }
    }
}
