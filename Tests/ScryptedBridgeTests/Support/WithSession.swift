import ScryptedBridge
import ScryptedRPC
import TestSupport

/// A session with a played server, for as long as `body` takes.
@discardableResult
func withSession<Result: Sendable>(
    at server: PlayedServer, clock: any Clock<Duration> = ContinuousClock(),
    _ body: @escaping @Sendable (ScryptedSession) async throws -> Result
) async throws -> Result {
    let results = Recording<Result>()
    try await alongside({ await server.run() }) {
        try await ScryptedSession.run(over: server.connect(), clock: clock, logger: .silent) { session in
            results.append(try await body(session))
        }
    }
    return try await results.wait(for: 1)[0]
}

/// Runs `other` for as long as `body` takes.
@discardableResult
func alongside<Result: Sendable>(
    _ other: @escaping @Sendable () async throws -> Void, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { tasks in
        tasks.addTask {
            try await other()
            return nil
        }
        tasks.addTask { try await body() }
        defer { tasks.cancelAll() }
        while let outcome = try await tasks.next() {
            if let result = outcome { return result }
        }
        throw CancellationError()
    }
}
