/// Runs `operation`, which must heed cancellation, for no longer than `limit`.
/// - Throws: `error` when it takes longer.
func within<Result: Sendable>(
    _ limit: Duration, of clock: any Clock<Duration>, or error: any Error,
    _ operation: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { tasks in
        tasks.addTask(operation: operation)
        tasks.addTask {
            try await clock.sleep(for: limit)
            throw error
        }
        defer { tasks.cancelAll() }
        guard let result = try await tasks.next() else { throw CancellationError() }
        return result
    }
}
