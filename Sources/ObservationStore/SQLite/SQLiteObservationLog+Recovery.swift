import GRDB
import Recognition

/// From the file to the state before the last end.
extension SQLiteObservationLog {
    /// The newest snapshot that can be used and the entries after it, folded; and, when that is something else than what
    /// decides now, an entry that says so. Once, before anything is appended.
    /// - Parameters:
    ///   - model: what embeds from now on.
    ///   - policy: what decides from now on.
    /// - Throws: `StoreError`.
    package func begin(model: ModelID, policy: MatchPolicy) async throws -> Recovery {
        do {
            return try await pool.writeWithoutTransaction { db in
                try self.begin(db, model: model, policy: policy)
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private func begin(_ db: Database, model: ModelID, policy: MatchPolicy) throws -> Recovery {
        var recovery = Recovery(state: IdentityState(model: model, policy: policy))
        for snapshot in try StoredSnapshot.headers(db) {
            if let state = try snapshot.state(db), try snapshot.isFollowed(db) {
                (recovery.state, recovery.snapshot) = (state, snapshot.sequence)
                break
            }
            recovery.refusedSnapshots += 1
        }
        let unfinished = try fold(behind: recovery.snapshot ?? 0, into: &recovery, db)
        try resumeTail(db, snapshot: recovery.snapshot)

        try setDurability(true, db)
        try db.inTransaction(.immediate) {
            for (sequence, decisions) in unfinished.decisions { try insert(decisions, of: sequence, db) }
            if tail.withLock({ $0.sequence == 0 }) || recovery.state.model != model || recovery.state.policy != policy {
                try configure(model, policy, &recovery.state, db)
            }
            // Somebody may not have been at home for longer than anything is to be kept.
            try trim(db, at: time(for: tail.withLock { $0.logged }))
            return .commit
        }
        if !unfinished.erasures.isEmpty { try finish(unfinished.erasures, recovery.state, db) }
        return recovery
    }

    /// What the last process did not come to.
    private struct Unfinished {
        var decisions: [(UInt64, [Decision])] = []
        var erasures: [(UInt64, [PersonID])] = []
    }

    private func fold(behind sequence: UInt64, into recovery: inout Recovery, _ db: Database) throws -> Unfinished {
        var unfinished = Unfinished()
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM entry WHERE sequence > ? ORDER BY sequence", arguments: [Int64(sequence)])
        while let row = try rows.next() {
            let stored = HistoryEntry(row)
            guard !stored.isTombstone else {
                recovery.tombstones += 1
                continue
            }
            guard let entry = stored.entry else {
                recovery.unreadable += 1
                continue
            }
            let outcome = recovery.state.apply(entry)
            recovery.folded += 1
            guard !stored.isDecided else { continue }
            if case .corrected(.forgotten(let person)) = entry.event {
                unfinished.erasures.append((entry.sequence, outcome.erased + [person]))
            } else {
                unfinished.decisions.append((entry.sequence, outcome.decisions))
            }
        }
        // A later snapshot may know of a forgetting that was never finished.
        let earlier = try Row.fetchAll(
            db, sql: "SELECT * FROM entry WHERE sequence <= ? AND kind = 'corrected' AND decisions IS NULL",
            arguments: [Int64(sequence)])
        for stored in earlier.map(HistoryEntry.init) {
            if case .corrected(.forgotten(let person))? = stored.entry?.event {
                unfinished.erasures.append((stored.sequence, [person]))
            }
        }
        return unfinished
    }

    /// The log goes on where it ended, even where only a snapshot is left of it.
    private func resumeTail(_ db: Database, snapshot: UInt64?) throws {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT max(sequence), max(logged) FROM (
                    SELECT max(sequence) AS sequence, max(logged) AS logged FROM entry
                    UNION ALL SELECT max(sequence), max(logged) FROM snapshot)
                """)
        guard let row, let sequence = row[0] as Int64?, let logged = row[1] as Int64? else { return }
        let lagMs: Int64 =
            switch clock {
            case .wall(let now): max(0, logged - now().milliseconds)
            case .request: 0
            }
        if lagMs > 60_000 {
            logger.warning("the clock is behind the log; times go on from the log's", metadata: ["seconds": "\(lagMs / 1000)"])
        }
        tail.withLock { tail in
            (tail.sequence, tail.logged, tail.lagMs) = (UInt64(sequence), Timestamp(milliseconds: logged), lagMs)
            tail.snapshot = snapshot ?? 0
        }
    }

    private func configure(_ model: ModelID, _ policy: MatchPolicy, _ state: inout IdentityState, _ db: Database) throws {
        let last = tail.withLock { $0 }
        let entry = LogEntry(
            sequence: last.sequence + 1, logged: max(last.logged, startingTime(last)), event: .configured(model, policy))
        try insert(entry, payload: try LogCoding.text(entry.event), db)
        try insert(state.apply(entry).decisions, of: entry.sequence, db)
        tail.withLock { ($0.sequence, $0.logged) = (entry.sequence, entry.logged) }
    }

    /// On the requests' clock there is no request yet: the log's own end will do, or the beginning of time.
    private func startingTime(_ tail: LogTail) -> Timestamp {
        switch clock {
        case .wall: reading(tail.logged, tail)
        case .request: Timestamp(milliseconds: 0)
        }
    }

    private func finish(_ erasures: [(UInt64, [PersonID])], _ state: IdentityState, _ db: Database) throws {
        let last = tail.withLock { $0 }
        let snapshot = LogJob.Snapshot(sequence: last.sequence, logged: last.logged, state: try LogCoding.text(state))
        try db.inTransaction(.immediate) {
            for (sequence, ids) in erasures {
                try erase(ids, db)
                try insert([], of: sequence, db)
            }
            try replaceSnapshots(by: snapshot, db)
            return .commit
        }
        emptyWriteAheadLog(db)
    }
}
