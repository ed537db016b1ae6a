import GRDB

/// How much a log on disk holds.
package struct LogContents: Sendable, Hashable {
    package var entries: Int
    package var bytes: Int64
}

extension ObservationHistory {
    /// - Throws: `StoreError`, also when the file turns out to be damaged while its tables are looked through.
    package func contents() async throws -> LogContents {
        try await read { db in
            guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else { throw StoreError.damaged(path: path) }
            return LogContents(
                entries: try Int.fetchOne(db, sql: "SELECT count(*) FROM entry") ?? 0,
                bytes: try (Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0)
                    * (Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0))
        }
    }
}
