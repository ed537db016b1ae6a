import Synchronization

/// The server's state as its messages leave it, for whoever looks.
package final class StateMirror: Sendable {
    // Messages are applied in the order of their arrival, while others read: the connection's edge.
    private let state = Mutex(SystemState())
    private let changed = ChangeSignal()

    package init() {}

    package var current: SystemState { state.withLock { $0 } }

    /// A tick now, and one after every change.
    package func changes() -> AsyncStream<Void> { changed.ticks() }

    /// - Parameter change: says whether it changed anything.
    func apply(_ change: (inout SystemState) -> Bool) {
        if state.withLock({ change(&$0) }) { changed.signal() }
    }

    /// The connection is gone: nothing changes any more.
    func end() { changed.end() }
}
