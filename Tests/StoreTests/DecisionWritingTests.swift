import Foundation
import GRDB
import Testing

@testable import ObservationStore
@testable import Recognition

/// Decisions are written later than their entries, and lost with nothing.
@Suite struct DecisionWritingTests {
    private func undecided(_ file: TemporaryLog) throws -> Int {
        try DatabaseQueue(path: file.file.path).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM entry WHERE decisions IS NULL") ?? 0
        }
    }

    @Test("a process that ends without a word leaves decisions to the next one")
    func ends() async throws {
        let file = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 1), try await file.start())
        var told: [[Decision]] = []
        for _ in 0..<40 { told.append(try await process.tell(house.next(), at: house.milliseconds).decisions) }
        process.log.leave()
        process = try await file.start()
        #expect(try undecided(file) == 0)
        let known = try await process.log.history.entries(limit: .max)
        #expect(known.filter { $0.observation != nil }.compactMap(\.decisions) == told.filter { !$0.isEmpty })
    }

    @Test("whoever reads the log of a running process finds all decisions")
    func history() async throws {
        let file = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 2), try await file.start())
        for _ in 0..<20 {
            let told = try await process.tell(house.next(), at: house.milliseconds)
            #expect(try await process.log.history.entries(limit: 1).last?.decisions == told.decisions)
        }
    }

    @Test("the next time that something is brought to the disk, decisions are")
    func broughtToDisk() async throws {
        let file = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 3), try await file.start())
        for _ in 0..<20 { try await process.tell(house.next(), at: house.milliseconds) }
        process.log.behind.bringToDisk()
        #expect(try undecided(file) == 0)
    }

    @Test("entries go alone, until many decisions wait; whatever else is written takes all of them along")
    func batches() async throws {
        func decisions(_ sequence: Int) -> LogJob { .decisions([], of: UInt64(sequence)) }
        func append(_ continuation: CheckedContinuation<UInt64, any Error>) -> LogJob {
            .append(
                .init(
                    event: .corrected(.split(PersonID("x"))), payload: "", eventTime: Timestamp(milliseconds: 0),
                    continuation: continuation))
        }
        _ = try await withCheckedThrowingContinuation { continuation in
            var tail = LogTail()
            tail.postpone((1...3).map(decisions))
            tail.waiting = [append(continuation)]
            #expect(tail.takeBatch()?.count == 1)
            #expect(tail.takeBatch() == nil)
            tail.waiting = [append(continuation), .flush(nil)]
            #expect(tail.takeBatch()?.count == 5)
            #expect(tail.unwritten.isEmpty)
            tail.postpone((1...LogTail.usualUnwritten).map(decisions))
            tail.waiting = [append(continuation)]
            #expect(tail.takeBatch()?.count == LogTail.usualUnwritten + 1)
            tail.postpone((0...LogTail.maximumUnwritten).map(decisions))
            #expect(tail.unwritten.isEmpty, "the next start computes them")
            continuation.resume(returning: 0)
        }
    }
}
