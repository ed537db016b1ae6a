import Dispatch
import Foundation
import GRDB
import Logging
import Recognition
import Synchronization

/// A log that outlives the process: one SQLite file, appended to by one process at a time, read by any.
///
/// `append` returns when the entry is written, which outlives the process whatever ends it; what people said by hand when it
/// is on the disk. What cameras saw follows a second later (`WriteBehind`): a power cut costs that second, whose people are
/// new again, and a slow disk costs nobody an answer. Decisions are written once a second and snapshots now and then; after a
/// crash both are computed again from the entries (`+Recovery`).
///
/// Everything that blocks runs on SQLite's own queues, and snapshots are written out on one of their own.
package final class SQLiteObservationLog: ObservationLog {
    package let entries: AsyncStream<LogEntry>
    let continuation: AsyncStream<LogEntry>.Continuation
    let pool: DatabasePool
    let path: String
    let clock: LogClock
    let limits: LogLimits
    let logger: Logger
    let behind: WriteBehind
    private let lock: FileLock
    private let snapshots = DispatchQueue(label: "reid.snapshots", qos: .utility)
    let tail = Mutex(LogTail())

    /// Opens the file, or makes it; `begin` has to follow before anything is appended.
    /// - Throws: `StoreError`. Blocks; not for the cooperative pool in a running service.
    package init(file: URL, clock: LogClock, limits: LogLimits = LogLimits(), logger: Logger) throws {
        path = file.path
        self.clock = clock
        self.limits = limits
        self.logger = logger
        behind = WriteBehind(path: path, logger: logger)
        // Unbounded, yet bounded in fact: one entry per request in flight, and those are limited at the edge.
        (entries, continuation) = AsyncStream.makeStream()
        do {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            throw StoreError.inaccessible(path: path)
        }
        lock = try FileLock(for: path)
        // What people look like is nobody else's business; SQLite gives the files beside it the same rights.
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration(limits))
            let migrator = LogSchema.migrator
            guard try !pool.read(migrator.hasBeenSuperseded) else { throw StoreError.newer(path: path) }
            try migrator.migrate(pool)
        } catch {
            throw StoreError(error, path: path)
        }
        behind.beforehand { [weak self] in self?.writePostponed() }
    }

    private static func configuration(_ limits: LogLimits) -> Configuration {
        var configuration = Configuration()
        configuration.label = "reid.log"
        configuration.busyMode = .timeout(limits.patience)
        configuration.prepareDatabase { db in
            // What is deleted is overwritten, so that nobody who was forgotten is left in free pages.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            // `WriteBehind` tells by the write-ahead log's size whether it is time to move it into the file: so it is cut when
            // it begins anew.
            try db.execute(sql: "PRAGMA journal_size_limit = 0")
            // Should `WriteBehind` ever fall behind, here is the end, at 32 MB.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
        }
        return configuration
    }

    // MARK: ObservationLog

    package func append(_ event: LogEntry.Event, eventTime: Timestamp) async throws -> UInt64 {
        let payload = try LogCoding.text(event)
        return try await withCheckedThrowingContinuation { continuation in
            let append = LogJob.Append(event: event, payload: payload, eventTime: eventTime, continuation: continuation)
            if !push(.append(append)) { continuation.resume(throwing: StoreError.closed) }
        }
    }

    package func time(for eventTime: Timestamp) -> Timestamp {
        tail.withLock { max($0.logged, reading(eventTime, $0)) }
    }

    /// A wall clock that was set back goes on from where the log is: a time that stands still would end no window.
    func reading(_ eventTime: Timestamp, _ tail: LogTail) -> Timestamp {
        Timestamp(milliseconds: clock.reading(eventTime).milliseconds + tail.lagMs)
    }

    package func folded(_ entry: LogEntry, giving outcome: Outcome, into state: IdentityState) {
        let isDue = tail.withLock { $0.isSnapshotDue(after: entry, every: limits.entriesPerSnapshot) }
        if case .corrected(.forgotten(let person)) = entry.event {
            // Its decisions are written when it is done: an entry without them is one to be taken up again.
            return snapshot(state, after: entry) { .erase(outcome.erased + [person], by: entry.sequence, $0) }
        }
        postpone(outcome.decisions, of: entry.sequence)
        if isDue { snapshot(state, after: entry) { .snapshot($0) } }
    }

    package func close() {
        let isIdle = tail.withLock { tail in
            tail.isClosed = true
            return !tail.isWriting
        }
        // Else whoever writes finishes, after the last entry.
        if isIdle { continuation.finish() }
    }

    // MARK: Beyond the protocol

    /// Writes down what is left to write and the state, so that the next start has nothing to fold, and all of it into the
    /// file itself and onto the disk. To be called when everything appended has been folded; nothing can be appended afterwards.
    package func finish(with state: IdentityState) async {
        close()
        let (last, newest) = tail.withLock { ($0.lastFolded, $0.snapshot) }
        if let last, last.sequence > newest { snapshot(state, after: last) { .snapshot($0) } }
        await flush()
        behind.close()
        do {
            _ = try await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        } catch {
            logger.warning("the end of the log is still beside its file", metadata: ["why": "\(error)"])
        }
        leave()
    }

    /// Leaves the file to others, as it is.
    func leave() {
        behind.close()
        do {
            try pool.close()
        } catch {
            logger.warning("the log was not closed properly", metadata: ["why": "\(error)"])
        }
        lock.release()
    }

    /// Returns when everything that was told to this log so far is written.
    package func flush() async {
        await withCheckedContinuation { continuation in
            snapshots.async { self.push(.flush(continuation)) }
        }
    }

    /// For reading what was logged, with the decisions of everything that was folded.
    package var history: ObservationHistory { ObservationHistory(reader: pool, path: path) { await self.flush() } }

    private func snapshot(
        _ state: IdentityState, after entry: LogEntry, as job: @escaping @Sendable (LogJob.Snapshot) -> LogJob
    ) {
        snapshots.async { [self] in
            do {
                push(job(.init(sequence: entry.sequence, logged: entry.logged, state: try LogCoding.text(state))))
            } catch {
                tail.withLock { $0.isSnapshotUnderWay = false }
                logger.error("the state cannot be written down", metadata: ["why": "\(error)"])
            }
        }
    }
}
