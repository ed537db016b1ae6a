import Synchronization

/// Bounds the bytes of all request bodies held at one time.
package final class BodyBudget: Sendable {
    private let limit: Int
    private let held = Mutex(0)

    package init(bytes: Int = 128 << 20) {
        limit = bytes
    }

    /// A part of the budget; given back when the value goes away.
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

        /// For when nothing is held any more, though the value lives on.
        mutating func giveBack() {
            let freed = bytes
            budget.held.withLock { $0 -= freed }
            bytes = 0
        }

        deinit {
            let freed = bytes
            budget.held.withLock { $0 -= freed }
        }
    }
}
