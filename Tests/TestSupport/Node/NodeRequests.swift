import ScryptedRPC
import Synchronization

/// Requests to a Node process that wait for their answers.
final class NodeRequests: Sendable {
    private struct State {
        var lastID: Int64 = 0
        var waiting: [Int64: CheckedContinuation<JSONValue, any Error>] = [:]
        /// Why there will be no answers any more.
        var end: NodePluginError?
    }

    private let state = Mutex(State())

    /// Waits for the answer to what `send` sends.
    /// - Throws: what the answer says, what `send` throws, why the process has ended, or `CancellationError`.
    func answer(_ send: (_ id: Int64) throws -> Void) async throws -> JSONValue {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let failure: (any Error)? = state.withLock { state in
                    if let end = state.end { return end }
                    if Task.isCancelled { return CancellationError() }
                    state.waiting[id] = continuation
                    return nil
                }
                if let failure { return continuation.resume(throwing: failure) }
                do {
                    try send(id)
                } catch {
                    take(id)?.resume(throwing: error)
                }
            }
        } onCancel: {
            take(id)?.resume(throwing: CancellationError())
        }
    }

    /// Hands an answer to whom it is for; nobody may wait any more.
    func settle(_ id: Int64, with answer: JSONValue) {
        guard let error = answer["error"] else { return take(id)?.resume(returning: answer["value"] ?? .null) ?? () }
        take(id)?.resume(throwing: RPCRemoteError(node: error))
    }

    /// Fails everybody who waits, and whoever comes later. The first reason stays.
    func fail(with reason: NodePluginError) {
        let waiting = state.withLock { state in
            state.end = state.end ?? reason
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for continuation in waiting { continuation.resume(throwing: reason) }
    }

    private func take(_ id: Int64) -> CheckedContinuation<JSONValue, any Error>? {
        state.withLock { $0.waiting.removeValue(forKey: id) }
    }
}
