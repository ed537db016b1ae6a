import GRDB
import Recognition

/// A snapshot in the file, without its state, which is large.
struct StoredSnapshot: Sendable {
    let sequence: UInt64
    let logged: Timestamp
    let version: Int

    /// All of them, newest first.
    static func headers(_ db: Database) throws -> [StoredSnapshot] {
        try Row.fetchAll(db, sql: "SELECT sequence, logged, version FROM snapshot ORDER BY sequence DESC").map { row in
            StoredSnapshot(
                sequence: UInt64(row["sequence"] as Int64), logged: Timestamp(milliseconds: row["logged"]),
                version: row["version"])
        }
    }

    /// Nil when it was written by a program that meant something else.
    func state(_ db: Database) throws -> IdentityState? {
        guard version == IdentityState.snapshotVersion,
            let text = try String.fetchOne(db, sql: "SELECT state FROM snapshot WHERE sequence = ?", arguments: [Int64(sequence)])
        else { return nil }
        return try? LogCoding.value(text) as IdentityState
    }

    /// Whether no entry is missing between it and those that are there.
    func isFollowed(_ db: Database) throws -> Bool {
        let next = try Int64.fetchOne(
            db, sql: "SELECT min(sequence) FROM entry WHERE sequence > ?", arguments: [Int64(sequence)])
        return next.map { UInt64($0) == sequence + 1 } ?? true
    }
}
