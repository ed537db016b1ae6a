/// What never comes.
package enum Forever {
    /// Ends only by cancellation.
    package static func wait() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
        throw CancellationError()
    }
}
