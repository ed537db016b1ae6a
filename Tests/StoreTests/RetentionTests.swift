import Foundation
import ObservationStore
import Recognition
import Testing

/// What is kept, and for how long.
@Suite struct RetentionTests {
    @Test("what is older than the retention goes, up to a snapshot, and the rest still folds", .timeLimit(.minutes(1)))
    func age() async throws {
        let file = TemporaryLog()
        var limits = LogLimits()
        limits.entriesPerSnapshot = 10
        limits.retentionMs = 3 * 86_400_000
        var (house, process) = (RandomHouse(seed: 3), try await file.start(limits))
        for _ in 0..<10 {
            for _ in 0..<40 { try await process.tell(house.next(), at: house.milliseconds) }
            // A day has about fifty minutes here, and then a long night.
            house.sleep(86_400_000)
        }
        await process.log.flush()
        let entries = try await process.log.history.entries(limit: .max)
        let oldest = try #require(entries.first)
        #expect(oldest.sequence > 1)
        let age = house.milliseconds - oldest.logged.milliseconds
        #expect(age < 6 * 86_400_000, "\(age)")
        let replay = try await process.log.history.replay()
        #expect(replay.differingRows == 0)
        #expect(replay.rows > 0)
        process = try await file.restart(process, limits)
        #expect(process.recovery.snapshot != nil)
    }

    @Test("beyond the size the oldest go", .timeLimit(.minutes(1)))
    func size() async throws {
        let file = TemporaryLog()
        var limits = LogLimits()
        limits.entriesPerSnapshot = 50
        limits.maximumBytes = 1 << 20
        var (house, process) = (RandomHouse(seed: 4), try await file.start(limits))
        for _ in 0..<2_000 { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.finish(with: process.state)
        let contents = try await ObservationHistory(file: file.file).contents()
        #expect(contents.entries < 1_500)
        #expect(contents.bytes < 2 << 20, "\(contents.bytes)")
        let replay = try await ObservationHistory(file: file.file).replay()
        #expect(replay.differingRows == 0)
    }

    @Test("nothing is cut at a snapshot that this program cannot begin with", .timeLimit(.minutes(1)))
    func foreignSnapshots() async throws {
        let file = TemporaryLog()
        var limits = LogLimits()
        limits.entriesPerSnapshot = 10
        var (house, process) = (RandomHouse(seed: 6), try await file.start(limits))
        for _ in 0..<30 { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.finish(with: process.state)
        try file.change("UPDATE snapshot SET version = version + 1")

        limits.retentionMs = 0
        limits.entriesPerSnapshot = 1_000
        process = try await file.start(limits)
        for _ in 0..<5 { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.flush()
        let entries = try await process.log.history.entries(limit: .max)
        #expect(entries.first?.sequence == 1)
        // With one of its own, everything before may go.
        await process.log.finish(with: process.state)
        process = try await file.start(limits)
        let left = try await process.log.history.entries(limit: .max)
        #expect(left.isEmpty)
        // And the numbers go on all the same.
        let told = try await process.tell(house.next(), at: house.milliseconds)
        #expect(told.entry.sequence > 35)
    }
}
