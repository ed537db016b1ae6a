import Foundation
import GRDB
import Recognition

@testable import ObservationStore

extension TemporaryLog {
    /// Ends a process without any farewell (or after one), and starts the next.
    func restart(
        _ process: LogFolder, _ limits: LogLimits = LogLimits(), clock: LogClock = .request,
        policy: MatchPolicy = RandomHouse.policy
    ) async throws -> LogFolder {
        await process.log.flush()
        process.log.leave()
        return try await start(limits, clock: clock, policy: policy)
    }

    /// What was answered to every entry.
    func decisions() async throws -> [[Decision]] {
        try await ObservationHistory(file: file).entries(limit: .max).filter { $0.observation != nil }.compactMap(\.decisions)
    }

    /// Changes the file behind the log's back.
    func change(_ sql: String) throws {
        try DatabaseQueue(path: file.path).write { try $0.execute(sql: sql) }
    }
}
