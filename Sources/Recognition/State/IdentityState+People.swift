/// Who is known, for people to read.
extension IdentityState {
    /// Everybody known, the one seen last first.
    /// - Parameter time: on the log's clock; who is unseen for longer than the retention by then is left out.
    package func people(at time: Timestamp) -> [KnownPerson] {
        let time = max(now, time)
        return identities.indices.filter { isLive($0, at: time) }
            .sorted { (identities[$1].lastLogged, identities[$1].number) < (identities[$0].lastLogged, identities[$0].number) }
            .map { person($0, at: time) }
    }

    /// - Parameter id: an identity's own id, or an alias of it.
    package func person(_ id: PersonID, at time: Timestamp) -> KnownPerson? {
        let time = max(now, time)
        return identities.index(of: id).flatMap { isLive($0, at: time) ? person($0, at: time) : nil }
    }

    private func isLive(_ index: Int, at time: Timestamp) -> Bool { time.since(identities[index].lastLogged) <= retentionMs }

    private func person(_ index: Int, at time: Timestamp) -> KnownPerson {
        let identity = identities[index]
        return KnownPerson(
            id: identity.id, name: identity.name, firstSeen: identity.firstSeen, lastSeen: identity.lastSeen,
            cameras: identity.cameras, aliases: identity.aliases, exemplarCount: gallery.exemplarCount(of: index),
            isInWindow: time.since(identity.lastLogged) <= policy.trackingWindowMs)
    }
}
