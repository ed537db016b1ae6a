import Synchronization

/// How far something came.
final class Counter: Sendable {
    private let done = Mutex(0)

    var last: Int { done.withLock { $0 } }

    func count(_ done: Int, _ all: Int) { self.done.withLock { $0 = done } }
}
