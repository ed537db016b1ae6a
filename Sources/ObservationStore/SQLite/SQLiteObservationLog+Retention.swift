import GRDB
import Recognition

/// What is too old or too much goes, always up to a snapshot: so what is left can still be folded.
extension SQLiteObservationLog {
    /// Keeps the two newest, and of every day the first: days are what retention and `reid replay --since` go by.
    func thinOutSnapshots(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM snapshot WHERE sequence NOT IN (SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT 2)
                AND sequence NOT IN (SELECT min(sequence) FROM snapshot GROUP BY logged / 86400000)
                """)
    }

    func trim(_ db: Database, at now: Timestamp) throws {
        // Only one that this program can begin with is worth cutting at.
        var cut = try Int64.fetchOne(
            db, sql: "SELECT max(sequence) FROM snapshot WHERE version = ? AND logged <= ?",
            arguments: [IdentityState.snapshotVersion, now.milliseconds - limits.retentionMs])
        if try usedBytes(db) > limits.maximumBytes {
            // The oldest snapshot with entries before it.
            let oldest = try Int64.fetchOne(
                db,
                sql: "SELECT min(sequence) FROM snapshot WHERE version = ? AND sequence >= (SELECT min(sequence) FROM entry)",
                arguments: [IdentityState.snapshotVersion])
            cut = [cut, oldest].compactMap(\.self).max()
        }
        guard let cut else { return }
        try db.execute(sql: "DELETE FROM snapshot WHERE sequence < ?", arguments: [cut])
        try db.execute(
            sql: """
                DELETE FROM entry WHERE sequence <= ? AND sequence < (SELECT min(sequence) FROM entry) + ?
                """, arguments: [cut, limits.entriesPerTrim])
    }

    /// Pages in use; free ones are filled before the file grows.
    private func usedBytes(_ db: Database) throws -> Int64 {
        func pragma(_ name: String) throws -> Int64 { try Int64.fetchOne(db, sql: "PRAGMA \(name)") ?? 0 }
        return try (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
    }
}
