import Logging
import ObservationStore
import Recognition

/// A log ready to be appended to, and the state that it has to tell of.
struct OpenedLog {
    let log: any ObservationLog
    /// Nil when nothing outlives the process.
    let store: SQLiteObservationLog?
    let state: IdentityState?

    /// - Throws: `CommandFailure` with the log's own sentence.
    init(_ place: LogPlace, clock: LogClock, model: ModelID, policy: MatchPolicy, logger: Logger) async throws {
        guard case .file(let file, let limits) = place else {
            (log, store, state) = (MemoryObservationLog(clock: clock), nil, nil)
            return
        }
        do {
            let store = try SQLiteObservationLog(file: file, clock: clock, limits: limits, logger: logger)
            let recovery = try await store.begin(model: model, policy: policy)
            logger.notice(
                "the log is open",
                metadata: [
                    "file": "\(file.path)", "people": "\(recovery.state.identityCount)", "entries folded": "\(recovery.folded)",
                ])
            if recovery.refusedSnapshots + recovery.unreadable > 0 {
                logger.warning(
                    "parts of the log are of another version or damaged, and were left out",
                    metadata: ["snapshots": "\(recovery.refusedSnapshots)", "entries": "\(recovery.unreadable)"])
            }
            (log, self.store, state) = (store, store, recovery.state)
        } catch let error as StoreError {
            throw CommandFailure.unavailable("\(error)")
        }
    }
}
