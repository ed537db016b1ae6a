/// Who is told of, and when: a pure function of its entries, like `IdentityState`.
///
/// Somebody is owed a notification who is new, or of whom no notifier was ever told. A sighting that is owed one begins a
/// `PendingNotification` (`+Sightings`), which is held, sent and tried again until a notifier takes it or it is given up
/// (`+Sending`).
package struct NotificationPolicy: Sendable {
    package private(set) var rules: NotificationRules
    private(set) var now = Timestamp(milliseconds: 0)
    private(set) var isConnected = true
    /// In the order in which they began; at most twice `maximumPending`.
    var pending: [PendingNotification] = []
    /// Of whom a notifier was told last, by identity and by name.
    var people: RecentTable<PersonID, ToldNotification>
    var names: RecentTable<String, ToldNotification>
    /// The newest suppressed picture of each notification, oldest first; at most `maximumPending`.
    private var suppressedPictures: [(notification: UInt64, picture: UInt64, since: Timestamp)] = []
    var begun: UInt64 = 0
    private var actions: [NotificationAction] = []

    package init(rules: NotificationRules = .init()) {
        self.rules = rules
        people = RecentTable(capacity: rules.maximumIdentities)
        names = RecentTable(capacity: rules.maximumIdentities)
    }

    /// Folds one entry: what is to be done now.
    package mutating func apply(_ entry: NotificationEntry) -> [NotificationAction] {
        now = max(now, min(entry.time, Timestamp(milliseconds: IdentityState.latest)))
        switch entry.event {
        case .sighted(let sighting): judge(sighting)
        case .timer: break
        case .delivered(let id): noteDelivered(id)
        case .failed(let id): noteFailed(id)
        case .disconnected:
            isConnected = false
            recallUnanswered()
        case .connected:
            isConnected = true
            recallUnanswered()
        case .configured(let rules): configure(rules)
        }
        shrinkToLimit()
        sendDue()
        forgetOldPictures()
        defer { actions = [] }
        return actions
    }

    /// When a `timer` entry is wanted at the latest; nil when nothing depends on time.
    package var nextWake: Timestamp? {
        let wakes = pending.compactMap { notification in
            rules.notifiers < 1 ? time(rules.patienceMs, after: notification.began) : isConnected ? notification.due : nil
        }
        return (wakes + suppressedPictures.prefix(1).map { time(rules.coolDownMs, after: $0.since) }).min()
    }

    private mutating func configure(_ rules: NotificationRules) {
        self.rules = rules
        people.capacity = rules.maximumIdentities
        names.capacity = rules.maximumIdentities
        for index in pending.indices { (pending[index].notifier, pending[index].attempts) = (0, 0) }
    }

    // MARK: For the other parts

    mutating func act(_ action: NotificationAction) { actions.append(action) }

    func time(_ milliseconds: Int64, after time: Timestamp) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds + min(max(milliseconds, 0), IdentityState.latest))
    }

    func isInCoolDown(_ told: ToldNotification) -> Bool { now.since(told.delivered) < rules.coolDownMs }

    mutating func remember(_ told: ToldNotification, for person: PersonID) {
        var told = told
        // Who turns out to bear a name that was told of earlier is no sooner through with the cool-down.
        if let known = people[person] { told.delivered = max(told.delivered, known.delivered) }
        people.set(told, for: person, at: now)
    }

    /// The next sighting of this person is told of even if it is not new; not inside the cool-down.
    mutating func oweAgain(_ person: PersonID) {
        if let told = people[person], !isInCoolDown(told) { people.remove(person) }
    }

    mutating func forget(_ picture: UInt64?) {
        if let picture { act(.forgetPicture(picture)) }
    }

    /// Keeps a suppressed picture until a newer one of the same notification comes or it is as old as the cool-down.
    mutating func keep(_ picture: UInt64, for notification: UInt64) {
        if let older = suppressedPictures.firstIndex(where: { $0.notification == notification }) {
            forget(suppressedPictures.remove(at: older).picture)
        }
        suppressedPictures.append((notification, picture, now))
    }

    private mutating func forgetOldPictures() {
        while let oldest = suppressedPictures.first,
            suppressedPictures.count > max(rules.maximumPending, 1) || now.since(oldest.since) >= rules.coolDownMs
        {
            forget(suppressedPictures.removeFirst().picture)
        }
    }
}
