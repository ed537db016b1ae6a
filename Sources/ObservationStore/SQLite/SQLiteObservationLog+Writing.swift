import GRDB
import Recognition

/// Jobs become transactions: all that wait go into one.
extension SQLiteObservationLog {
    /// - Returns: false for an append to a closed log.
    @discardableResult
    func push(_ job: LogJob) -> Bool {
        enum Outcome { case refused, queued, first }
        let outcome: Outcome = tail.withLock { tail in
            if case .append = job, tail.isClosed { return .refused }
            tail.waiting.append(job)
            if tail.isWriting { return .queued }
            tail.isWriting = true
            return .first
        }
        if outcome == .first { pool.asyncWriteWithoutTransaction { self.drain($0) } }
        return outcome != .refused
    }

    /// Has decisions written a second later at the latest: one by one they would cost as much as their entries, and until they
    /// are written the next start would compute them again.
    func postpone(_ decisions: [Decision], of sequence: UInt64) {
        tail.withLock { $0.postpone([.decisions(decisions, of: sequence)]) }
        behind.soon()
    }

    /// Writes the decisions that wait. Blocks until that is done.
    func writePostponed() {
        guard tail.withLock({ !$0.unwritten.isEmpty }) else { return }
        push(.flush(nil))
        // One after the other on the writer's queue: when this runs, that has.
        pool.writeWithoutTransaction { _ in }
    }

    private func drain(_ db: Database) {
        while true {
            let (batch, isClosed) = tail.withLock { ($0.takeBatch(), $0.isClosed) }
            guard let batch else {
                if isClosed { continuation.finish() }
                return
            }
            write(batch, db)
        }
    }

    /// What a batch did, to be told once it is committed.
    private struct Outcome {
        var entries: [LogEntry] = []
        var answers: [(CheckedContinuation<UInt64, any Error>, Result<UInt64, any Error>)] = []
        /// After which entry it was taken.
        var snapshot: UInt64?
        var hasErased = false
    }

    private func write(_ batch: [LogJob], _ db: Database) {
        var outcome = Outcome()
        do {
            try setDurability(batch.contains(where: \.isOfPeople), db)
            try inTransaction(db) {
                for job in batch { try carryOut(job, db, &outcome) }
            }
        } catch {
            return fail(batch, StoreError(error, path: path))
        }
        let last = outcome.entries.last
        let isErased = tail.withLock { tail in
            if let last { (tail.sequence, tail.logged) = (last.sequence, last.logged) }
            if let snapshot = outcome.snapshot { (tail.snapshot, tail.isSnapshotUnderWay) = (snapshot, false) }
            tail.hasErasedPages = tail.hasErasedPages || outcome.hasErased
            return tail.hasErasedPages
        }
        behind.soon()
        for entry in outcome.entries { continuation.yield(entry) }
        for (continuation, result) in outcome.answers { continuation.resume(with: result) }
        if isErased { emptyWriteAheadLog(db) }
        for case .flush(let continuation) in batch { continuation?.resume() }
    }

    /// - Parameter isAwaited: whether the next transaction waits for the disk.
    func setDurability(_ isAwaited: Bool, _ db: Database) throws {
        guard tail.withLock({ $0.waitsForDisk != isAwaited }) else { return }
        try db.execute(sql: isAwaited ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
        tail.withLock { $0.waitsForDisk = isAwaited }
    }

    /// GRDB's own transactions have both statements parsed anew each time.
    private func inTransaction(_ db: Database, _ work: () throws -> Void) throws {
        try db.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
        do {
            try work()
            try db.cachedStatement(sql: "COMMIT").execute()
        } catch {
            // Some errors have ended it already.
            if db.isInsideTransaction { try db.execute(sql: "ROLLBACK") }
            throw error
        }
    }

    private func carryOut(_ job: LogJob, _ db: Database, _ outcome: inout Outcome) throws {
        switch job {
        case .append(let append):
            let entry = place(append, behind: outcome.entries.last)
            if try fits({ try insert(entry, payload: append.payload, db) }) {
                outcome.entries.append(entry)
                outcome.answers.append((append.continuation, .success(entry.sequence)))
            } else {
                outcome.answers.append((append.continuation, .failure(StoreError.tooLarge(path: path))))
            }
        case .decisions(let decisions, let sequence):
            try insert(decisions, of: sequence, db)
        case .snapshot(let snapshot):
            // Also when it was too large: the next try is as many entries away as any.
            outcome.snapshot = snapshot.sequence
            guard try fits({ try insert(snapshot, db) }) else { break }
            try thinOutSnapshots(db)
            try trim(db, at: snapshot.logged)
        case .erase(let ids, let sequence, let snapshot):
            try erase(ids, db)
            try replaceSnapshots(by: snapshot, db)
            try insert([], of: sequence, db)
            outcome.snapshot = snapshot.sequence
            outcome.hasErased = true
        case .flush:
            break
        }
    }

    /// Whether the schema takes it. What it does not take must not make the rest of its batch fail.
    private func fits(_ insert: () throws -> Void) throws -> Bool {
        do {
            try insert()
            return true
        } catch let error as DatabaseError where [.SQLITE_CONSTRAINT, .SQLITE_TOOBIG].contains(error.resultCode) {
            logger.error("the log refuses something", metadata: ["why": "\(error.message ?? "")"])
            return false
        }
    }

    /// Only the writer's queue moves the tail, so it cannot move between here and the commit.
    private func place(_ append: LogJob.Append, behind last: LogEntry?) -> LogEntry {
        tail.withLock { tail in
            LogEntry(
                sequence: (last?.sequence ?? tail.sequence) + 1,
                logged: max(last?.logged ?? tail.logged, reading(append.eventTime, tail)), event: append.event)
        }
    }

    func insert(_ entry: LogEntry, payload: String, _ db: Database) throws {
        var kind = "corrected"
        var observation: FrameObservation?
        var model: ModelID?
        switch entry.event {
        case .observed(let observed): (kind, observation, model) = ("observed", observed, observed.model)
        case .configured(let id, _): (kind, model) = ("configured", id)
        case .corrected: break
        }
        try db.cachedStatement(
            sql: "INSERT INTO entry (sequence, logged, kind, eventTime, cameraID, model, payload) VALUES (?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            Int64(entry.sequence), entry.logged.milliseconds, kind, observation?.eventTime.milliseconds,
            observation?.camera.id, model?.description, payload,
        ])
    }

    func insert(_ decisions: [Decision], of sequence: UInt64, _ db: Database) throws {
        let text = try LogCoding.text(decisions)
        let isTaken = try fits {
            try db.cachedStatement(sql: "UPDATE entry SET decisions = ? WHERE sequence = ? AND decisions IS NULL")
                .execute(arguments: [text, Int64(sequence)])
        }
        guard isTaken, db.changesCount > 0 else { return }
        for decision in decisions {
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO sighting (person, sequence) VALUES (?, ?)")
                .execute(arguments: [decision.personID.description, Int64(sequence)])
        }
    }

    func insert(_ snapshot: LogJob.Snapshot, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO snapshot (sequence, logged, version, state) VALUES (?, ?, ?, ?)",
            arguments: [
                Int64(snapshot.sequence), snapshot.logged.milliseconds, IdentityState.snapshotVersion, snapshot.state,
            ])
    }

    private func fail(_ batch: [LogJob], _ error: StoreError) {
        // Whoever waits for an append reports it.
        let isAwaited = batch.contains(where: \.isAppend)
        logger.log(level: isAwaited ? .debug : .error, "the log cannot be written", metadata: ["why": "\(error)"])
        var kept: [LogJob] = []
        for job in batch {
            switch job {
            case .append(let append): append.continuation.resume(throwing: error)
            case .flush(let continuation): continuation?.resume()
            case .decisions: kept.append(job)
            // The entries ask for them again, at the next start at the latest.
            case .snapshot, .erase: break
            }
        }
        tail.withLock { tail in
            tail.isSnapshotUnderWay = false
            // They wait for the next job, which may find a disk with room; trying at once would spin.
            tail.postpone(kept)
        }
    }
}
