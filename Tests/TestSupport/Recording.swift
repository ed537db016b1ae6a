import Synchronization

/// What happened, in order, for tests that wait for it instead of asking again and again.
package final class Recording<Element: Sendable>: Sendable {
    private struct Watcher {
        var id: UInt64
        var isSatisfied: @Sendable ([Element]) -> Bool
        var continuation: CheckedContinuation<[Element], any Error>
    }

    private struct State {
        var elements: [Element] = []
        var nextID: UInt64 = 0
        var watchers: [Watcher] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var elements: [Element] { state.withLock { $0.elements } }

    package func append(_ element: Element) {
        let (elements, satisfied) = state.withLock { state in
            state.elements.append(element)
            let elements = state.elements
            let satisfied = state.watchers.filter { $0.isSatisfied(elements) }
            state.watchers.removeAll { watcher in satisfied.contains { $0.id == watcher.id } }
            return (elements, satisfied)
        }
        for watcher in satisfied { watcher.continuation.resume(returning: elements) }
    }

    /// Everything so far, as soon as it fits; at once if it does already.
    @discardableResult
    package func wait(until isSatisfied: @escaping @Sendable ([Element]) -> Bool) async throws -> [Element] {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<[Element], any Error>? = state.withLock { state in
                    if isSatisfied(state.elements) { return .success(state.elements) }
                    if Task.isCancelled { return .failure(CancellationError()) }
                    state.watchers.append(Watcher(id: id, isSatisfied: isSatisfied, continuation: continuation))
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let watcher = state.withLock { state in
                state.watchers.firstIndex { $0.id == id }.map { state.watchers.remove(at: $0) }
            }
            watcher?.continuation.resume(throwing: CancellationError())
        }
    }

    /// The first `count` elements, as soon as there are as many.
    @discardableResult
    package func wait(for count: Int) async throws -> [Element] {
        Array(try await wait { $0.count >= count }.prefix(count))
    }
}
