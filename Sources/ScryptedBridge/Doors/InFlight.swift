import Synchronization

/// Counts what is being worked on, so that a shutdown can wait for it.
final class InFlight: Sendable {
    private let count = Mutex(0)
    private let changed = ChangeSignal()

    func enter() {
        count.withLock { $0 += 1 }
    }

    func leave() {
        if count.withLock({ count in
            count -= 1
            return count == 0
        }) {
            changed.signal()
        }
    }

    func counted<Result: Sendable>(_ work: () async throws -> Result) async rethrows -> Result {
        enter()
        defer { leave() }
        return try await work()
    }

    /// Returns when nothing is being worked on.
    func drained() async {
        for await _ in changed.ticks() where count.withLock({ $0 == 0 }) { return }
    }
}
