import NIOCore
import NIOPosix
import Synchronization

/// The fixed threads that decode and infer: blocking work, kept away from the threads that Swift's tasks run on.
///
/// First come, first served. It has no limit of its own on what waits; the waiting room in front of the pipeline has.
package final class WorkerPool: Sendable {
    /// The job's deadline passed before a thread was free for it; it never ran.
    package struct DeadlinePassed: Error, Hashable {}
    /// The pool has been shut down; the job never ran.
    package struct Closed: Error, Hashable {}

    /// One thread per core, and at most four: a home server has other work too.
    package static var defaultWorkers: Int { min(System.coreCount, 4) }
    package static let maximumWorkers = 64

    package let workers: Int
    private let threads: NIOThreadPool

    /// Starts the threads. `shutdown` must be called before the last reference goes.
    /// - Parameter workers: held to 1…64.
    package init(workers: Int = defaultWorkers) {
        self.workers = min(max(workers, 1), Self.maximumWorkers)
        threads = NIOThreadPool(numberOfThreads: self.workers)
        threads.start()
    }

    /// Runs a job on one of the threads and returns what it returns.
    /// - Throws: `DeadlinePassed`, `Closed`, `CancellationError` when the caller was cancelled before its turn; then the
    ///   job did not run. Otherwise what the job throws.
    package func run<T: Sendable>(
        before deadline: ContinuousClock.Instant? = nil, _ body: @escaping @Sendable () throws -> T
    ) async throws -> T {
        let abandoned = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                submit(before: deadline) { refusal in
                    continuation.resume(
                        with: Result {
                            if let refusal { throw refusal }
                            if abandoned.isRaised { throw CancellationError() }
                            return try body()
                        })
                }
            }
        } onCancel: {
            abandoned.raise()
        }
    }

    /// Hands a job over without waiting for it.
    /// - Parameter job: called exactly once, with nil on one of the threads; or with `DeadlinePassed` or `Closed`
    ///   instead of its turn.
    package func submit(
        before deadline: ContinuousClock.Instant? = nil, _ job: @escaping @Sendable (_ refusal: (any Error)?) -> Void
    ) {
        threads.submit { state in
            guard case .active = state else { return job(Closed()) }
            if let deadline, ContinuousClock.now >= deadline { return job(DeadlinePassed()) }
            job(nil)
        }
    }

    /// Lets the jobs finish that have begun, refuses those that wait, and ends the threads.
    package func shutdown() async throws {
        try await threads.shutdownGracefully()
    }

    /// Set once by the caller's cancellation, read on a worker.
    private final class Flag: Sendable {
        private let raised = Atomic(false)
        var isRaised: Bool { raised.load(ordering: .relaxed) }
        func raise() { raised.store(true, ordering: .relaxed) }
    }
}
