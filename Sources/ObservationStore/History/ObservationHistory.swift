import Foundation
import GRDB
import Recognition

/// What a log on disk has recorded, for reading: of the running service, or of a file that may be in use.
package struct ObservationHistory: Sendable {
    private let reader: any DatabaseReader
    let path: String
    /// Returns when what was told to the log so far can be read.
    private let settled: @Sendable () async -> Void

    init(reader: any DatabaseReader, path: String, settled: @escaping @Sendable () async -> Void) {
        self.reader = reader
        self.path = path
        self.settled = settled
    }

    /// Opens a file that somebody else may be appending to.
    /// - Throws: `StoreError`. Blocks.
    package init(file: URL) throws {
        path = file.path
        settled = {}
        guard FileManager.default.fileExists(atPath: path) else { throw StoreError.inaccessible(path: path) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            reader = queue
            let migrator = LogSchema.migrator
            guard try !queue.read(migrator.hasBeenSuperseded) else { throw StoreError.newer(path: path) }
            guard try queue.read({ try migrator.hasCompletedMigrations($0) }) else { throw StoreError.damaged(path: path) }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Entries with their decisions, newest last; of more than `limit` the newest.
    /// - Parameters:
    ///   - since: on the log's clock; this moment included.
    ///   - until: likewise included.
    ///   - before: only entries with a smaller number.
    ///   - person: only entries in which a decision was for one of these ids.
    package func entries(
        since: Timestamp? = nil, until: Timestamp? = nil, before: UInt64? = nil, person: [PersonID] = [], limit: Int
    ) async throws -> [HistoryEntry] {
        var conditions = ["logged BETWEEN ? AND ?", "sequence < ?"]
        var arguments: StatementArguments = [
            since?.milliseconds ?? .min, until?.milliseconds ?? .max, before.map { Int64(clamping: $0) } ?? .max,
        ]
        if !person.isEmpty {
            let places = person.map { _ in "?" }.joined(separator: ", ")
            conditions.append("sequence IN (SELECT sequence FROM sighting WHERE person IN (\(places)))")
            arguments += StatementArguments(person.map(\.description))
        }
        arguments += [max(limit, 0)]
        let (sql, values) = (
            "SELECT * FROM entry WHERE \(conditions.joined(separator: " AND ")) ORDER BY sequence DESC LIMIT ?", arguments
        )
        return try await read { db in
            try Row.fetchAll(db, sql: sql, arguments: values).reversed().map(HistoryEntry.init)
        }
    }

    /// - Throws: `StoreError`.
    func read<Value: Sendable>(_ value: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        await settled()
        do {
            return try await reader.read(value)
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
