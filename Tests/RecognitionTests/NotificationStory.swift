import Testing

@testable import Recognition

/// What a notification policy is told, one line after the other, and what it answers, in words.
struct NotificationStory {
    var policy: NotificationPolicy
    /// The last sending of each notification.
    private var latest: [UInt64: NotificationID] = [:]

    init(_ rules: NotificationRules = NotificationRules()) {
        policy = NotificationPolicy(rules: rules)
    }

    /// One thing that happens. Notifications are numbered as they begin; an answer is to the last sending of its number.
    enum Step {
        /// `person` is a letter, the picture's key a number.
        case sees(
            String, at: String = "porch", name: String? = nil, score: Int32 = 900, as: String = "person", new: Bool = true,
            picture: UInt64? = nil)
        case timer, disconnected, connected
        case delivered(UInt64), failed(UInt64)
        case configured(NotificationRules)
    }

    /// The actions' words, in order.
    mutating func tell(at second: Double, _ step: Step) -> [String] {
        apply(event(step), at: second).map { Self.words($0) }
    }

    /// Seconds, what happens, and what is to be done.
    typealias Line = (Double, Step, [String])

    /// Tells a whole story and holds every answer against its line.
    static func check(_ rule: String, _ lines: [Line], rules: NotificationRules = NotificationRules()) {
        var story = NotificationStory(rules)
        for (second, step, expected) in lines {
            let actions = story.tell(at: second, step)
            #expect(actions == expected, "\(rule), at \(second)")
        }
    }

    mutating func apply(_ event: NotificationEvent, at second: Double) -> [NotificationAction] {
        let actions = policy.apply(NotificationEntry(time: Story.time(second), event: event))
        for case .send(let notification) in actions { latest[notification.id.notification] = notification.id }
        return actions
    }

    private func event(_ step: Step) -> NotificationEvent {
        let never = NotificationID(notification: 0, sending: 0)
        switch step {
        case .sees(let person, let camera, let name, let score, let className, let isNew, let picture):
            return .sighted(
                NotificationSighting(
                    person: PersonID(person), name: name, camera: Camera(id: camera, name: camera), className: className,
                    scorePermille: score, isNew: isNew, picture: picture))
        case .timer: return .timer
        case .disconnected: return .disconnected
        case .connected: return .connected
        case .delivered(let number): return .delivered(latest[number] ?? never)
        case .failed(let number): return .failed(latest[number] ?? never)
        case .configured(let rules): return .configured(rules)
        }
    }

    /// `send 1 a Ann at porch picture 1 named`, with `notifier.attempt` behind it unless it is the first of the first.
    static func words(_ action: NotificationAction) -> String {
        switch action {
        case .send(let notification): "send \(words(notification)) \(notification.occasion.rawValue)"
        case .held(let person, let until): "hold \(person) until \(seconds(until))"
        case .waiting(let person, let obstacle): "wait \(person) \(obstacle.rawValue)"
        case .suppressed(let person, let reason): "suppress \(person) \(reason.rawValue)"
        case .update(let update):
            "update \(update.notification) \(update.person) at \(update.camera.name)" + picture(update.picture)
        case .givenUp(let notification, let obstacle): "give up \(words(notification)) \(obstacle.rawValue)"
        case .forgetPicture(let picture): "forget \(picture)"
        }
    }

    private static func words(_ notification: OutgoingNotification) -> String {
        let isFirst = notification.notifier == 0 && notification.attempt <= 1
        let name = notification.name ?? "Person"
        return "\(notification.id.notification) \(notification.person) \(name) at \(notification.camera.name)"
            + picture(notification.picture) + (isFirst ? "" : " \(notification.notifier).\(notification.attempt)")
            + (notification.tag == notification.person.description ? "" : " tag \(notification.tag)")
    }

    private static func picture(_ key: UInt64?) -> String { key.map { " picture \($0)" } ?? "" }

    private static func seconds(_ time: Timestamp) -> Int64 { (time.milliseconds - Story.start) / 1000 }
}
