import Recognition
import Synchronization

/// A log that lives as long as the process: gives every event its place and time and hands it on.
package final class MemoryObservationLog: ObservationLog {
    package struct Closed: Error {}

    private struct Tail {
        var sequence: UInt64 = 0
        var logged = Timestamp(milliseconds: .min)
        var isClosed = false
    }

    package let entries: AsyncStream<LogEntry>
    private let continuation: AsyncStream<LogEntry>.Continuation
    private let clock: LogClock
    // The lock is the log's total order: place, time and hand-over happen as one.
    private let tail = Mutex(Tail())

    package init(clock: LogClock) {
        self.clock = clock
        // Unbounded, yet bounded in fact: one entry per request in flight, and those are limited at the edge.
        (entries, continuation) = AsyncStream.makeStream()
    }

    package func append(_ event: LogEntry.Event, eventTime: Timestamp) async throws -> UInt64 {
        try tail.withLock { tail in
            guard !tail.isClosed else { throw Closed() }
            tail.sequence += 1
            tail.logged = max(tail.logged, clock.reading(eventTime))
            continuation.yield(LogEntry(sequence: tail.sequence, logged: tail.logged, event: event))
            return tail.sequence
        }
    }

    package func time(for eventTime: Timestamp) -> Timestamp {
        tail.withLock { max($0.logged, clock.reading(eventTime)) }
    }

    /// Nothing here outlives the process.
    package func folded(_ entry: LogEntry, giving outcome: Outcome, into state: IdentityState) {}

    package func close() {
        tail.withLock { $0.isClosed = true }
        continuation.finish()
    }
}
