import Recognition
import Synchronization

/// A clock that stands still until a test advances it. Wall time is `start` plus what it was advanced by.
package final class ManualClock: Clock, Sendable {
    /// How far the clock has been advanced.
    package struct Instant: InstantProtocol {
        package var offset: Duration
        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    private struct Sleeper {
        var id: UInt64
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        var id: UInt64
        var isSatisfied: @Sendable ([Duration]) -> Bool
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var nextID: UInt64 = 0
        /// By deadline; who came first, first.
        var sleepers: [Sleeper] = []
        var watchers: [Watcher] = []

        var remaining: [Duration] { sleepers.map { now.duration(to: $0.deadline) } }

        mutating func makeID() -> UInt64 {
            nextID += 1
            return nextID
        }

        mutating func takeSatisfiedWatchers() -> [Watcher] {
            let remaining = remaining
            let satisfied = watchers.filter { $0.isSatisfied(remaining) }
            watchers.removeAll { watcher in satisfied.contains { $0.id == watcher.id } }
            return satisfied
        }

        /// Steps to the next deadline that lies before `end`, or to `end`.
        mutating func step(to end: Instant) -> Sleeper? {
            guard let first = sleepers.first, first.deadline <= end else {
                now = max(now, end)
                return nil
            }
            now = max(now, first.deadline)
            return sleepers.removeFirst()
        }
    }

    private let start: Timestamp
    private let state = Mutex(State())

    package init(start: Timestamp = Timestamp(milliseconds: 1_778_779_800_000)) {
        self.start = start
    }

    package var now: Instant { state.withLock { $0.now } }
    package var minimumResolution: Duration { .zero }

    /// The time people would read, in whole milliseconds.
    package var timestamp: Timestamp {
        Timestamp(milliseconds: start.milliseconds + Int64(now.offset / .milliseconds(1)))
    }

    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = state.withLock { $0.makeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let woken: [Watcher]? = state.withLock { state in
                    // A cancellation from now on finds the sleeper in the list.
                    guard deadline > state.now, !Task.isCancelled else { return nil }
                    let place = state.sleepers.firstIndex { $0.deadline > deadline } ?? state.sleepers.endIndex
                    state.sleepers.insert(Sleeper(id: id, deadline: deadline, continuation: continuation), at: place)
                    return state.takeSatisfiedWatchers()
                }
                guard let woken else {
                    return continuation.resume(with: Result { try Task.checkCancellation() })
                }
                for watcher in woken { watcher.continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Wakes everybody whose time comes within `duration`, in the order of their deadlines and each at its own time.
    ///
    /// Whoever wakes gets a few turns before the next one. To be sure that somebody sleeps again within the span, advance in
    /// steps, with `waitForSleep` between them.
    package func advance(by duration: Duration) async {
        let end = now.advanced(by: duration)
        while let sleeper = state.withLock({ $0.step(to: end) }) {
            sleeper.continuation.resume()
            for _ in 0..<10 { await Task.yield() }
        }
    }

    /// Returns when `count` tasks sleep; at once if they do already.
    package func waitForSleepers(_ count: Int) async throws {
        try await wait { $0.count >= count }
    }

    /// Returns when somebody sleeps whose time from now on fits; at once if somebody does already.
    package func waitForSleep(_ fits: @escaping @Sendable (Duration) -> Bool = { _ in true }) async throws {
        try await wait { $0.contains(where: fits) }
    }

    private func wait(until isSatisfied: @escaping @Sendable ([Duration]) -> Bool) async throws {
        let id = state.withLock { $0.makeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isWaiting = state.withLock { state in
                    guard !isSatisfied(state.remaining), !Task.isCancelled else { return false }
                    state.watchers.append(Watcher(id: id, isSatisfied: isSatisfied, continuation: continuation))
                    return true
                }
                if !isWaiting { continuation.resume(with: Result { try Task.checkCancellation() }) }
            }
        } onCancel: {
            let watcher = state.withLock { state in
                state.watchers.firstIndex { $0.id == id }.map { state.watchers.remove(at: $0) }
            }
            watcher?.continuation.resume(throwing: CancellationError())
        }
    }
}
