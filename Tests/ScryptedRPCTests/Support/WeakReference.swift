import Synchronization

/// Looks at an object without keeping it.
final class WeakReference<Object: AnyObject & Sendable>: Sendable {
    private struct Entry: Sendable {
        weak var object: Object?
    }

    private let entry = Mutex(Entry())

    var object: Object? {
        get { entry.withLock { $0.object } }
        set { entry.withLock { $0.object = newValue } }
    }

    /// A task that has just ended may hold the object for a moment more; the time limit tells of one that is held for good.
    func released() async {
        while object != nil { await Task.yield() }
    }
}
