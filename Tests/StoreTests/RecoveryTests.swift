import Foundation
import GRDB
import ObservationStore
import Recognition
import Testing

/// The state after a restart is the state before.
@Suite struct RecoveryTests {
    /// Snapshots every 20 entries.
    private var often: LogLimits {
        var limits = LogLimits()
        limits.entriesPerSnapshot = 20
        return limits
    }

    @Test("a stream that is cut again and again gets the answers of one that is not", .timeLimit(.minutes(3)))
    func cuts() async throws {
        for seed in UInt64(0)..<6 {
            var generator = SplitMix64(seed: seed)
            let (cut, whole) = (TemporaryLog(), TemporaryLog())
            var (house, twin) = (RandomHouse(seed: seed), RandomHouse(seed: seed))
            var reference = try await whole.start()
            var process = try await cut.start(often)
            for _ in 0..<250 {
                let answer = try await process.tell(house.next(), at: house.milliseconds)
                let expected = try await reference.tell(twin.next(), at: twin.milliseconds)
                #expect(answer.decisions == expected.decisions)
                guard Int.random(in: 0..<12, using: &generator) == 0 else { continue }
                // Properly, or without having folded what was appended last.
                if Bool.random(using: &generator) {
                    await process.log.finish(with: process.state)
                } else {
                    for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                        let event = house.next()
                        _ = try await process.log.append(event, eventTime: Timestamp(milliseconds: house.milliseconds))
                        try await reference.tell(twin.next(), at: twin.milliseconds)
                    }
                }
                let sequence = answer.entry.sequence
                process = try await cut.restart(process, often)
                // The next process has the usual settings, and says so.
                if reference.state.policy != RandomHouse.policy {
                    try await reference.tell(.configured(RandomHouse.model, RandomHouse.policy), at: 0)
                }
                #expect(process.recovery.snapshot ?? 0 <= sequence)
            }
            await reference.log.flush()
            await process.log.flush()
            let (all, parts) = try await (whole.decisions(), cut.decisions())
            #expect(all == parts)
            let replay = try await ObservationHistory(file: cut.file).replay()
            #expect(replay.differingRows == 0 && replay.uncertainRows == 0 && replay.rows == parts.joined().count)
        }
    }

    @Test("after a proper end there is nothing to fold")
    func properEnd() async throws {
        let log = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 1), try await log.start())
        for _ in 0..<30 { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.finish(with: process.state)
        process = try await log.restart(process)
        #expect(process.recovery.folded == 0)
        #expect(process.recovery.snapshot == 31)
    }

    @Test("a snapshot of another version, or a broken one, is refused, and the entries are folded instead")
    func refusedSnapshots() async throws {
        for damage in ["version = version + 1", "state = '{}'"] {
            let log = TemporaryLog()
            var (house, process) = (RandomHouse(seed: 2), try await log.start(often))
            for _ in 0..<70 { try await process.tell(house.next(), at: house.milliseconds) }
            await process.log.finish(with: process.state)
            try log.change("UPDATE snapshot SET \(damage)")
            let before = process.state
            process = try await log.restart(process)
            #expect(process.recovery.refusedSnapshots > 0)
            #expect(process.recovery.snapshot == nil)
            #expect(process.state.identityCount == before.identityCount)
            let replay = try await process.log.history.replay()
            #expect(replay.differingRows == 0)
        }
    }

    @Test("another model or policy at the start is an entry of its own")
    func configured() async throws {
        let log = TemporaryLog()
        var process = try await log.start()
        var policy = RandomHouse.policy
        policy.trackingWindowMs = 1_000
        process = try await log.restart(process, policy: policy)
        #expect(process.state.policy == policy)
        process = try await log.restart(process, policy: policy)
        let entries = try await process.log.history.entries(limit: 10)
        #expect(entries.map(\.sequence) == [1, 2])
    }

    @Test("the log's time never goes back, and never stands still either")
    func clockSetBack() async throws {
        let log = TemporaryLog()
        var process = try await log.start(clock: .wall { Timestamp(milliseconds: 5_000_000) })
        try await process.tell(.corrected(.split(PersonID("x"))), at: 0)
        process = try await log.restart(process, clock: .wall { Timestamp(milliseconds: 1_000_000) })
        let told = try await process.tell(.corrected(.split(PersonID("x"))), at: 0)
        #expect(told.entry.logged == Timestamp(milliseconds: 5_000_000))
        #expect(process.log.time(for: Timestamp(milliseconds: 0)) == Timestamp(milliseconds: 5_000_000))
    }

    @Test("64 appends at once are all kept, in one order", .timeLimit(.minutes(1)))
    func concurrent() async throws {
        let file = TemporaryLog()
        let process = try await file.start()
        let log = process.log
        let sequences = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for index in 0..<64 {
                group.addTask {
                    try await log.append(.corrected(.split(PersonID("\(index)"))), eventTime: Timestamp(milliseconds: 1))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sequences.sorted() == Array(2...65))
        log.close()
        var arrived: [UInt64] = []
        for await entry in log.entries { arrived.append(entry.sequence) }
        #expect(arrived == Array(2...65))
        await #expect(throws: StoreError.closed) {
            _ = try await log.append(.corrected(.split(PersonID("late"))), eventTime: Timestamp(milliseconds: 1))
        }
    }
}
