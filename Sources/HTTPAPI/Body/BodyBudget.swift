import Synchronization

/// Bounds the bytes of all request bodies held at one time.
package final class BodyBudget: Sendable {
    private let limit: Int
    private let held = Mutex(0)

    package init(bytes: Int = 128 << 20) {
        limit = bytes
    }

    /// A part of the budget; given back when the value goes away, which is when the request is answered.
    struct Share: ~Copyable {
        private let budget: BodyBudget
        private(set) var bytes = 0

        init(of budget: BodyBudget) {
            self.budget = budget
        }

        /// False when the budget has no room for so many bytes more.
        mutating func grow(by more: Int) -> Bool {
            let fits = budget.held.withLock { held in
                guard held + more <= budget.limit else { return false }
                held += more
                return true
            }
            if fits { bytes += more }
            return fits
        }

        deinit {
            let freed = bytes
            budget.held.withLock { $0 -= freed }
        }
    }
}
