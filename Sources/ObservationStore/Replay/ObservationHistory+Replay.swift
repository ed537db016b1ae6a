import GRDB
import Recognition

extension ObservationHistory {
    /// Folds the log again, from its beginning or the newest snapshot before `since`.
    /// - Parameters:
    ///   - since: answers before this moment of the log's clock are not compared.
    ///   - change: nil for the policy as it was.
    /// - Throws: `StoreError`.
    package func replay(since: Timestamp? = nil, changing change: Replay.Change? = nil) async throws -> ReplayReport {
        try await read { try Self.replay($0, since: since, changing: change) }
    }

    private static func replay(_ db: Database, since: Timestamp?, changing change: Replay.Change?) throws -> ReplayReport {
        let snapshots = try StoredSnapshot.headers(db)
        let isWhole = try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM entry") == 1
        var start: (sequence: UInt64, state: IdentityState)?
        // Newest first; without a moment to begin at, the oldest when the beginning of the log is gone.
        let candidates = since.map { since in snapshots.filter { $0.logged < since } } ?? (isWhole ? [] : snapshots.reversed())
        for snapshot in candidates where start == nil {
            guard try snapshot.isFollowed(db) else { continue }
            start = try snapshot.state(db).map { (snapshot.sequence, $0) }
        }
        var replay = Replay(
            from: start?.state, isUncertain: start == nil && !isWhole, since: since ?? Timestamp(milliseconds: .min),
            changing: change)
        let snapshotOf = Dictionary(snapshots.map { ($0.sequence, $0) }) { first, _ in first }
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM entry WHERE sequence > ? ORDER BY sequence", arguments: [Int64(start?.sequence ?? 0)])
        while let row = try rows.next() {
            let stored = HistoryEntry(row)
            replay.fold(stored)
            if let snapshot = snapshotOf[stored.sequence] { try replay.pass { try snapshot.state(db) } }
        }
        return replay.report
    }
}
