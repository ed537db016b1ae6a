/// What becomes of a notification once it has begun.
extension NotificationPolicy {
    mutating func noteDelivered(_ id: NotificationID) {
        guard id.sending > 0, let index = pending.firstIndex(where: { $0.id == id }) else { return }
        let sent = pending[index]
        let told = ToldNotification(
            notification: sent.number, person: sent.person, name: sent.name, tag: sent.tag, delivered: now)
        for person in sent.people { remember(told, for: person) }
        if let name = sent.name { names.set(told, for: name, at: now) }
        if sent.nextName == nil {
            pending.remove(at: index)
            forget(sent.picture)
        } else {
            (pending[index].name, pending[index].nextName) = (sent.nextName, nil)
            (pending[index].notifier, pending[index].attempts) = (0, 0)
            hurry(index, .upgrade)
        }
    }

    mutating func noteFailed(_ id: NotificationID) {
        guard let index = pending.firstIndex(where: { $0.id == id && $0.stage == .out }) else { return }
        if !useUpAttempt(index) { giveUp(index, .failed) }
    }

    /// Without an answer it may have been lost with the connection: it is sent again, and the attempt was none.
    mutating func recallUnanswered() {
        for index in pending.indices where pending[index].stage == .out {
            pending[index].attempts = max(pending[index].attempts - 1, 0)
            hurry(index, .reconnected)
        }
    }

    mutating func hurry(_ index: Int, _ occasion: OutgoingNotification.Occasion) {
        pending[index].stage = .waiting
        pending[index].due = now
        pending[index].occasion = occasion
    }

    mutating func shrinkToLimit() {
        let limit = max(rules.maximumPending, 1)
        while pending.count(where: { $0.stage == .held }) > limit, let oldest = pending.firstIndex(where: { $0.stage == .held }) {
            hurry(oldest, .early)
        }
        while pending.count(where: { $0.stage != .held }) > limit, let oldest = pending.firstIndex(where: { $0.stage != .held }) {
            giveUp(oldest, .tooMany)
        }
    }

    mutating func sendDue() {
        var index = 0
        while index < pending.count {
            if advance(index) { index += 1 }
        }
    }

    /// Returns false when the notification is pending no longer.
    private mutating func advance(_ index: Int) -> Bool {
        if rules.notifiers < 1, now.since(pending[index].began) >= rules.patienceMs {
            giveUp(index, .noNotifier)
            return false
        }
        guard pending[index].due <= now else { return true }
        if rules.notifiers < 1 || !isConnected {
            let obstacle: NotificationObstacle = isConnected ? .noNotifier : .notConnected
            if pending[index].obstacle != obstacle { act(.waiting(pending[index].person, obstacle)) }
            pending[index].obstacle = obstacle
            return true
        }
        if pending[index].stage == .out {
            guard useUpAttempt(index) else {
                giveUp(index, .failed)
                return false
            }
            return advance(index)
        }
        if leaveToNamesake(index) { return false }
        pending[index].name = pending[index].latestName
        pending[index].nextName = nil
        pending[index].stage = .out
        pending[index].due = time(rules.answerMs, after: now)
        pending[index].attempts += 1
        pending[index].sendings += 1
        pending[index].obstacle = nil
        act(.send(pending[index].outgoing))
        return true
    }

    /// Returns false after the last notifier's last attempt.
    private mutating func useUpAttempt(_ index: Int) -> Bool {
        let pauses = [0] + rules.retryMs
        let attempts = pending[index].attempts
        if attempts < pauses.count {
            hurry(index, .retry)
            pending[index].due = time(pauses[attempts], after: now)
        } else {
            hurry(index, .nextNotifier)
            pending[index].notifier += 1
            pending[index].attempts = 0
        }
        return pending[index].notifier < rules.notifiers
    }

    /// Two newcomers may turn out to bear one name before either is told of: one of the two notifications is enough.
    private mutating func leaveToNamesake(_ index: Int) -> Bool {
        let own = pending[index]
        guard let name = own.latestName else { return false }
        let (number, tag): (UInt64, String)
        if let told = names[name], isInCoolDown(told) {
            for person in own.people { remember(told, for: person) }
            (number, tag) = (told.notification, told.tag)
        } else {
            let namesake = pending.indices.first {
                $0 != index && pending[$0].latestName == name && ($0 < index || pending[$0].sendings > 0)
            }
            guard let namesake else { return false }
            pending[namesake].add(own.people)
            (number, tag) = (pending[namesake].number, pending[namesake].tag)
        }
        pending.remove(at: index)
        act(.suppressed(own.person, .sameName))
        record(number, tag, own.person, own.camera, own.picture)
        return true
    }

    private mutating func giveUp(_ index: Int, _ reason: NotificationObstacle) {
        var lost = pending.remove(at: index)
        lost.name = lost.latestName
        act(.givenUp(lost.outgoing, reason))
        forget(lost.picture)
        for person in lost.people { oweAgain(person) }
    }
}
