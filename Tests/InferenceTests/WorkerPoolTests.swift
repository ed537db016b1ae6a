import Foundation
import Testing

@testable import Inference

@Suite("The worker pool")
struct WorkerPoolTests {
    struct Oops: Error {}

    private func with<T>(_ workers: Int, _ body: (WorkerPool) async throws -> T) async throws -> T {
        let pool = WorkerPool(workers: workers)
        let result: Result<T, any Error>
        do { result = .success(try await body(pool)) } catch { result = .failure(error) }
        try await pool.shutdown()
        return try result.get()
    }

    @Test("returns what a job returns and throws what it throws")
    func results() async throws {
        try await with(2) { pool in
            let answer = try await pool.run { 6 * 7 }
            #expect(answer == 42)
            await #expect(throws: Oops.self) { try await pool.run { throw Oops() } }
        }
    }

    @Test("never runs more jobs at once than it has workers", arguments: [1, 3])
    func bounded(workers: Int) async throws {
        let running = Locked((now: 0, most: 0, done: 0))
        try await with(workers) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        try await pool.run {
                            running.change { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.done) }
                            for _ in 0..<100 { sched_yield() }
                            running.change { $0 = ($0.now - 1, $0.most, $0.done + 1) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(running.value.most <= workers)
        #expect(running.value.done == 64)
    }

    @Test("skips a job whose deadline passed before its turn", .timeLimit(.minutes(1)))
    func deadline() async throws {
        try await with(1) { pool in
            let ran = Locked(false)
            await #expect(throws: WorkerPool.DeadlinePassed.self) {
                try await pool.run(before: .now) { ran.change { $0 = true } }
            }
            #expect(!ran.value)
            let inTime = try await pool.run(before: .now + .seconds(60)) { 1 }
            #expect(inTime == 1)
        }
    }

    @Test("does not run a job whose caller was cancelled while it waited", .timeLimit(.minutes(1)))
    func cancelled() async throws {
        try await with(1) { pool in
            let gate = DispatchSemaphore(value: 0)
            let ran = Locked(false)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                pool.submit { _ in gate.wait() }
                group.addTask {
                    do {
                        try await pool.run { ran.change { $0 = true } }
                        return false
                    } catch { return error is CancellationError }
                }
                group.cancelAll()
                gate.signal()
                for try await wasCancelled in group { #expect(wasCancelled) }
            }
            #expect(!ran.value)
        }
    }

    @Test("refuses jobs once it is closed, and answers each", .timeLimit(.minutes(1)))
    func closed() async throws {
        let pool = WorkerPool(workers: 2)
        try await pool.shutdown()
        await #expect(throws: WorkerPool.Closed.self) { try await pool.run { 1 } }
        let told = Locked(0)
        pool.submit { refusal in told.change { $0 += refusal is WorkerPool.Closed ? 1 : 100 } }
        #expect(told.value == 1)
    }

    @Test("answers every job that waits when it is closed", .timeLimit(.minutes(1)))
    func drains() async throws {
        let pool = WorkerPool(workers: 1)
        let gate = DispatchSemaphore(value: 0)
        let outcomes = Locked((ran: 0, refused: 0))
        pool.submit { _ in gate.wait() }
        for _ in 0..<50 {
            pool.submit { refusal in
                outcomes.change { if refusal == nil { $0.ran += 1 } else { $0.refused += 1 } }
            }
        }
        async let ended: Void = pool.shutdown()
        gate.signal()
        try await ended
        #expect(outcomes.value.ran + outcomes.value.refused == 50)
    }

    @Test(
        "has at least one thread and at most sixty-four, whatever is asked for", arguments: [(-5, 1), (0, 1), (4, 4), (.max, 64)])
    func clamps(asked: Int, got: Int) async throws {
        try await with(asked) { #expect($0.workers == got) }
    }
}
