import Synchronization

/// Tells any number of listeners that something has changed. A tick that comes while one still waits is the same tick.
package final class ChangeSignal: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var next = 0
        var hasEnded = false
    }

    // Only who listens is kept here, not what has changed.
    private let state = Mutex(State())

    package init() {}

    package func signal() {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
    }

    /// One tick at once, then one for every change. Ends with `end`.
    package func ticks() -> AsyncStream<Void> {
        let (ticks, listener) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        listener.yield()
        let id = state.withLock { state -> Int? in
            guard !state.hasEnded else { return nil }
            state.next += 1
            state.listeners[state.next] = listener
            return state.next
        }
        guard let id else {
            listener.finish()
            return ticks
        }
        listener.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: id) }
        }
        return ticks
    }

    /// No more ticks for anybody.
    package func end() {
        let listeners = state.withLock { state in
            state.hasEnded = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
