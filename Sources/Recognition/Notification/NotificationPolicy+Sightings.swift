/// Which sightings begin a notification.
extension NotificationPolicy {
    mutating func judge(_ sighting: NotificationSighting) {
        let neededPermille: Int32
        switch sighting.className {
        case "person": neededPermille = rules.personScorePermille
        case "face": neededPermille = rules.faceScorePermille
        default: return dismiss(sighting, .otherClass)
        }
        guard sighting.scorePermille >= neededPermille else {
            // Who comes back with a low score is owed a notification by the next sighting, which will not be new any more.
            if sighting.isNew { oweAgain(sighting.person) }
            return dismiss(sighting, .score)
        }
        // The first name goes along with the next sending, which need not be held any longer.
        if sighting.name != nil,
            let index = pending.firstIndex(where: { $0.latestName == nil && $0.person == sighting.person })
        {
            pending[index].nextName = sighting.name
            if pending[index].stage == .held { hurry(index, .named) }
        }
        if let index = pending.firstIndex(where: { $0.isAbout(sighting) }) { return join(index, sighting) }

        let known = people[sighting.person]
        // The name wins: another one makes somebody else of this identity, and the same one counts for every identity.
        let own = sighting.name == nil || sighting.name == known?.name ? known : nil
        let namesake = (sighting.name ?? known?.name).flatMap { names[$0] }
        guard let told = [namesake, own].compactMap({ $0 }).max(by: { $0.delivered < $1.delivered }),
            isInCoolDown(told) || own != nil && !sighting.isNew
        else { return begin(sighting, known) }
        remember(told, for: sighting.person)
        let reason: NotificationSuppression =
            !isInCoolDown(told) ? .told : told.person == sighting.person ? .coolDown : .sameName
        suppress(sighting, reason, told.notification, tag: told.tag)
    }

    /// - Parameter known: how this identity was told of last.
    private mutating func begin(_ sighting: NotificationSighting, _ known: ToldNotification?) {
        let other = pending.last { $0.people.contains(sighting.person) }?.latestName ?? known?.name
        var tag = known?.tag ?? sighting.person.description
        if let other, let name = sighting.name, name != other { tag = "\(sighting.person)/\(name)" }
        begun += 1
        var notification = PendingNotification(sighting, number: begun, tag: tag, began: now)
        if sighting.name == nil {
            let until = time(rules.holdMs, after: now)
            (notification.stage, notification.due, notification.occasion) = (.held, until, .unnamed)
            act(.held(sighting.person, until: until))
        } else if let known, known.name == nil, isInCoolDown(known) {
            notification.occasion = .upgrade
        }
        pending.append(notification)
    }

    private mutating func join(_ index: Int, _ sighting: NotificationSighting) {
        pending[index].add([sighting.person])
        var sighting = sighting
        // The first picture may be missing; the next one of that camera takes its place.
        if pending[index].picture == nil, pending[index].stage != .out, pending[index].camera.id == sighting.camera.id {
            (pending[index].picture, sighting.picture) = (sighting.picture, nil)
        }
        suppress(sighting, .pending, pending[index].number, tag: pending[index].tag)
    }

    private mutating func dismiss(_ sighting: NotificationSighting, _ reason: NotificationSuppression) {
        act(.suppressed(sighting.person, reason))
        forget(sighting.picture)
    }

    /// Records a sighting with the notification that speaks for it already.
    private mutating func suppress(
        _ sighting: NotificationSighting, _ reason: NotificationSuppression, _ notification: UInt64, tag: String
    ) {
        act(.suppressed(sighting.person, reason))
        record(notification, tag, sighting.person, sighting.camera, sighting.picture)
    }

    mutating func record(_ notification: UInt64, _ tag: String, _ person: PersonID, _ camera: Camera, _ picture: UInt64?) {
        act(.update(NotificationUpdate(notification: notification, tag: tag, person: person, camera: camera, picture: picture)))
        if let picture { keep(picture, for: notification) }
    }
}
