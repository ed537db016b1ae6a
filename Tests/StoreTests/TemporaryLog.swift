import Foundation
import Logging
import ObservationStore
import Recognition

/// A log file of one test, and a process that comes and goes.
final class TemporaryLog: Sendable {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString)")
    var file: URL { folder.appendingPathComponent("observations.sqlite") }
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func open(_ limits: LogLimits = LogLimits(), clock: LogClock = .request) throws -> SQLiteObservationLog {
        try SQLiteObservationLog(file: file, clock: clock, limits: limits, logger: Self.logger)
    }

    /// Opens the log and folds whatever it has.
    func start(
        _ limits: LogLimits = LogLimits(), clock: LogClock = .request, policy: MatchPolicy = RandomHouse.policy
    ) async throws -> LogFolder {
        let log = try open(limits, clock: clock)
        return LogFolder(log: log, recovery: try await log.begin(model: RandomHouse.model, policy: policy))
    }

    /// Every byte of every file of the log.
    func bytes() throws -> Data {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
    }
}

/// Appends to a log and folds what comes out of it, as the service does.
struct LogFolder {
    let log: SQLiteObservationLog
    let recovery: Recovery
    var state: IdentityState
    private var entries: AsyncStream<LogEntry>.Iterator

    init(log: SQLiteObservationLog, recovery: Recovery) {
        self.log = log
        self.recovery = recovery
        state = recovery.state
        entries = log.entries.makeAsyncIterator()
    }

    @discardableResult
    mutating func tell(_ event: LogEntry.Event, at milliseconds: Int64) async throws -> (entry: LogEntry, decisions: [Decision]) {
        let sequence = try await log.append(event, eventTime: Timestamp(milliseconds: milliseconds))
        guard let entry = await entries.next(), entry.sequence == sequence else { throw OutOfOrder() }
        let outcome = state.apply(entry)
        log.folded(entry, giving: outcome, into: state)
        return (entry, outcome.decisions)
    }

    struct OutOfOrder: Error {}
}
