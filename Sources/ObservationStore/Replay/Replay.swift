import Recognition

/// Folds what was logged once more, under the same policy or another, and compares the answers.
package struct Replay: Sendable {
    /// What the policy becomes; nil leaves it as it was, and then every answer must come out as it was given.
    package typealias Change = @Sendable (MatchPolicy) -> MatchPolicy

    private var state: IdentityState
    private let change: Change?
    private let since: Timestamp
    /// An entry was left out, so the state is not the one that was.
    private var isUncertain: Bool
    private var comparison = Comparison()
    private var counts = ReplayReport()

    /// - Parameters:
    ///   - state: a snapshot; nil at the beginning of a log.
    ///   - isUncertain: entries before the first are missing.
    ///   - since: answers before this moment of the log's clock are not compared.
    package init(
        from state: IdentityState?, isUncertain: Bool = false, since: Timestamp = Timestamp(milliseconds: .min),
        changing change: Change? = nil
    ) {
        self.state = state ?? IdentityState(model: ModelID(""), policy: MatchPolicy(slopeMilli: 0, offsetMicro: 0))
        self.change = change
        self.since = since
        self.isUncertain = isUncertain
        // The snapshot's own policy changes like those of the entries to come.
        if let change, let state {
            let event = LogEntry.Event.configured(state.model, change(state.policy))
            _ = self.state.apply(LogEntry(sequence: 0, logged: Timestamp(milliseconds: .min), event: event))
        }
    }

    /// Folds one entry of the log, in order.
    package mutating func fold(_ stored: HistoryEntry) {
        guard !stored.isTombstone, var entry = stored.entry else {
            if stored.isTombstone { counts.tombstones += 1 } else { counts.unreadable += 1 }
            isUncertain = true
            return
        }
        if let change, case .configured(let model, let policy) = entry.event {
            entry.event = .configured(model, change(policy))
        }
        let decisions = state.apply(entry).decisions
        counts.entries += 1
        if let given = stored.decisions, stored.logged >= since { compare(given, with: decisions) }
    }

    /// Under its own policy a snapshot makes certain again what a missing entry had put in doubt.
    package mutating func pass(_ snapshot: () throws -> IdentityState?) rethrows {
        guard change == nil, isUncertain, let snapshot = try snapshot() else { return }
        state = snapshot
        isUncertain = false
    }

    private mutating func compare(_ given: [Decision], with decisions: [Decision]) {
        guard change != nil || !isUncertain else {
            counts.uncertainRows += given.count
            return
        }
        counts.rows += given.count
        if given.count != decisions.count { counts.differingRows += abs(given.count - decisions.count) }
        for (was, would) in zip(given, decisions) {
            if was != would { counts.differingRows += 1 }
            comparison.add(was.personID, wasNew: was.isNew, wouldBeNew: would.isNew)
        }
    }

    package var report: ReplayReport {
        var report = counts
        (report.notificationsSaved, report.notificationsAdded) = (comparison.saved, comparison.added)
        report.peopleMissed = comparison.missed
        return report
    }
}
