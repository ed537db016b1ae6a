/// Rows that could not be compared, and classes that never are.
extension IdentityState {
    /// New once per window when the sighting is to blame, always when we are.
    mutating func answerUncompared(
        row: Int, _ sighting: Sighting, _ evidence: Evidence, _ picture: inout PictureRecord
    ) -> Decision {
        guard sighting.isPersonOrFace else { return answerByStandIn(row: row, sighting, kind: nil, .otherClass, &picture) }
        let (kind, reason): (Decision.Kind, Reason) =
            switch evidence {
            case .insufficient(let reason): (.insufficient, reason)
            case .failed(let reason): (.failopen, reason)
            // Not reached: what can be compared is settled or has a verdict. If it were, it would be our failure.
            case .comparable: (.failopen, .modelFailed)
            }
        guard sighting.className == "person", let label = picture.settlements.labels[row], identities.index(named: label) == nil
        else { return answerByStandIn(row: row, sighting, kind: kind, reason, &picture) }
        // A name that nobody bears yet makes an identity even without an exemplar: the name will find it again, on
        // any camera, which no stand-in could offer.
        let standIn = takeFollowedStandIn(sighting, picture)
        let index = appendIdentity(row: row, insteadOf: standIn, &picture)
        identities.name(index, label)
        return decision(kind, index, isNew: kind == .failopen || standIn == nil, reasons: [reason], first: standIn?.firstSighting)
    }

    /// - Parameter kind: nil for other classes, which are `new`, then `continued`.
    private mutating func answerByStandIn(
        row: Int, _ sighting: Sighting, kind: Decision.Kind?, _ reason: Reason, _ picture: inout PictureRecord
    ) -> Decision {
        var key = Provisional.Key(cameraID: picture.camera.id, className: sighting.className, track: sighting.track, ordinal: 0)
        let earlier = picture.standInCounts[key, default: 0]
        picture.standInCounts[key] = earlier + 1
        key.ordinal = earlier

        let known = standIns[key].flatMap { picture.taken.contains($0.id) ? nil : $0 }
        var standIn =
            known
            ?? Provisional(
                id: freshID(row: row, picture), firstSeen: picture.eventTime, camera: picture.camera, lastSeen: picture.eventTime,
                lastLogged: now, box: sighting.box, toldLogged: now)
        // The tracker vouches that it is still the same one. Without it nobody does, so it is told of once per window
        // however often it is seen.
        let isNew =
            kind == .failopen || known == nil || sighting.track == nil && now.since(standIn.toldLogged) > policy.trackingWindowMs
        let first = known?.firstSighting

        standIn.lastSeen = max(standIn.lastSeen, picture.eventTime)
        standIn.lastLogged = now
        standIn.box = sighting.box
        if isNew { standIn.toldLogged = now }
        standIns.set(standIn, for: key, at: now)
        picture.taken.insert(standIn.id)
        return Decision(
            kind: kind ?? (isNew ? .new : .continued), personID: standIn.id, isNew: isNew, threshold: policy.seenThreshold,
            reasons: [reason], cameras: [picture.camera], first: first)
    }

    /// The stand-in that this row's tracker id had until now, when it was told of inside the window and the tracker did
    /// not lose it since; it is a stand-in no longer.
    ///
    /// Fresh and not jumped as for any track: some trackers count from one again with every motion, and a stranger
    /// under an old number must not be taken for told.
    mutating func takeFollowedStandIn(_ sighting: Sighting, _ picture: PictureRecord) -> Provisional? {
        guard sighting.className == "person", let track = sighting.track, let box = sighting.box else { return nil }
        let key = Provisional.Key(cameraID: picture.camera.id, className: "person", track: track, ordinal: 0)
        guard let standIn = standIns[key], !picture.taken.contains(standIn.id),
            now.since(standIn.lastLogged) <= policy.trackFreshMs, now.since(standIn.toldLogged) <= policy.trackingWindowMs
        else { return nil }
        if let last = standIn.box, box.overlapPermille(last) < policy.trackOverlapPermille, !last.isWithinOneHeight(of: box) {
            return nil
        }
        standIns.remove(key)
        return standIn
    }
}
