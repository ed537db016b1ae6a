import Synchronization

/// Keeps lanes between inferences: as many as were ever used at once, which is as many as there are workers.
///
/// `@unchecked Sendable` is right here because a lane is either in the list, where the lock guards it, or with the one caller
/// that took it out.
final class LanePool: @unchecked Sendable {
    private let lock = Mutex(())
    private var free: [any InferenceLane] = []
    private let make: @Sendable () throws -> any InferenceLane

    init(make: @escaping @Sendable () throws -> any InferenceLane) {
        self.make = make
    }

    /// Lends a lane that nobody else has. One whose run failed is not lent again.
    func withLane<Answer>(_ body: (any InferenceLane) throws -> Answer) throws -> Answer {
        let lane = try lock.withLock { _ in free.popLast() } ?? make()
        let answer = try body(lane)
        lock.withLock { _ in free.append(lane) }
        return answer
    }
}
