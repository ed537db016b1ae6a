import Synchronization

/// Bounds what waits for the workers, and lets in a few pictures at a time, first come, first served.
///
/// Waiting pictures are held as they came, compressed; only those let in are decoded. So many may wait, so many bytes;
/// beyond, nobody waits.
package final class WaitingRoom: Sendable {
    private struct State {
        var pictures = 0
        var bytes = 0
        var inside = 0
        var queue: [CheckedContinuation<Void, Never>] = []
    }

    private let maximumPictures: Int
    private let maximumBytes: Int
    private let maximumInside: Int
    private let state = Mutex(State())

    /// - Parameter inside: pictures worked on at once; one more than there are workers keeps all of them busy.
    package init(maximumPictures: Int = 128, maximumBytes: Int = 64 << 20, inside: Int) {
        self.maximumPictures = maximumPictures
        self.maximumBytes = maximumBytes
        maximumInside = max(1, inside)
    }

    /// Runs `body` when it is a picture's turn; nil at once when there is no place to wait.
    ///
    /// A turn comes in time without a timer: whoever is ahead has an earlier deadline, and lets go when it has passed.
    func withPlace<Result: Sendable>(
        bytes: Int, isolation: isolated (any Actor)? = #isolation, _ body: () async -> Result
    ) async -> Result? {
        let isSeated = state.withLock { state in
            guard state.pictures < maximumPictures, state.bytes + bytes <= maximumBytes else { return false }
            state.pictures += 1
            state.bytes += bytes
            return true
        }
        guard isSeated else { return nil }
        await turn()
        let result = await body()
        leave(bytes: bytes)
        return result
    }

    private func turn() async {
        await withCheckedContinuation { continuation in
            let goesIn = state.withLock { state in
                guard state.inside < maximumInside else {
                    state.queue.append(continuation)
                    return false
                }
                state.inside += 1
                return true
            }
            if goesIn { continuation.resume() }
        }
    }

    private func leave(bytes: Int) {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.pictures -= 1
            state.bytes -= bytes
            // The place inside passes straight to whoever waited longest.
            guard !state.queue.isEmpty else {
                state.inside -= 1
                return nil
            }
            return state.queue.removeFirst()
        }
        next?.resume()
    }
}
