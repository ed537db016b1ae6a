import Recognition
import Synchronization

/// A log that lives as long as the process: gives every event its place and time and hands it on.
package final class MemoryObservationLog: ObservationLog {
    /// Where `logged` times come from.
    package enum Clock: Sendable {
        /// The wall clock.
        case wall(@Sendable () -> Timestamp)
        /// The request's own time, so that two minutes of a story take no time. For replay, demo and evaluation.
        case request
    }

    package struct Closed: Error {}

    private struct Tail {
        var sequence: UInt64 = 0
        var logged = Timestamp(milliseconds: .min)
        var isClosed = false
    }

    package let entries: AsyncStream<LogEntry>
    private let continuation: AsyncStream<LogEntry>.Continuation
    private let clock: Clock
    // The lock is the log's total order: place, time and hand-over happen as one.
    private let tail = Mutex(Tail())

    package init(clock: Clock) {
        self.clock = clock
        // Unbounded, yet bounded in fact: one entry per request in flight, and those are limited at the edge.
        (entries, continuation) = AsyncStream.makeStream()
    }

    package func append(_ event: LogEntry.Event, eventTime: Timestamp) async throws -> UInt64 {
        try tail.withLock { tail in
            guard !tail.isClosed else { throw Closed() }
            tail.sequence += 1
            tail.logged = max(tail.logged, reading(eventTime))
            continuation.yield(LogEntry(sequence: tail.sequence, logged: tail.logged, event: event))
            return tail.sequence
        }
    }

    package func time(for eventTime: Timestamp) -> Timestamp {
        tail.withLock { max($0.logged, reading(eventTime)) }
    }

    private func reading(_ eventTime: Timestamp) -> Timestamp {
        switch clock {
        case .wall(let now): now()
        case .request: eventTime
        }
    }

    package func close() {
        tail.withLock { $0.isClosed = true }
        continuation.finish()
    }
}
