import Foundation
import GRDB
import Recognition
import Testing

@testable import ObservationStore

/// A file that cannot be used is one sentence; one that fails later fails its appends.
@Suite struct BrokenFileTests {
    @Test("a second process is told that the first is there")
    func inUse() async throws {
        let file = TemporaryLog()
        let process = try await file.start()
        #expect(throws: StoreError.inUse(path: file.file.path)) { _ = try file.open() }
        // For reading it is open to everybody.
        let contents = try await ObservationHistory(file: file.file).contents()
        #expect(contents.entries == 1)
        await process.log.finish(with: process.state)
        _ = try file.open()
    }

    @Test("a file of a newer version is left alone")
    func newer() async throws {
        let file = TemporaryLog()
        let process = try await file.start()
        await process.log.finish(with: process.state)
        try file.change("INSERT INTO grdb_migrations (identifier) VALUES ('2 something')")
        #expect(throws: StoreError.newer(path: file.file.path)) { _ = try file.open() }
        #expect(throws: StoreError.newer(path: file.file.path)) { _ = try ObservationHistory(file: file.file) }
    }

    @Test("a file that is no database, or a broken one, is damaged")
    func damaged() async throws {
        let file = TemporaryLog()
        try FileManager.default.createDirectory(at: file.folder, withIntermediateDirectories: true)
        try Data("This is no database, but a letter of some length.".utf8).write(to: file.file)
        #expect(throws: StoreError.damaged(path: file.file.path)) { _ = try file.open() }
        #expect(throws: StoreError.damaged(path: file.file.path)) { _ = try ObservationHistory(file: file.file) }

        let broken = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 1), try await broken.start())
        for _ in 0..<200 { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.finish(with: process.state)
        var bytes = try Data(contentsOf: broken.file)
        for index in 4_096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
        try bytes.write(to: broken.file)
        await #expect(throws: StoreError.damaged(path: broken.file.path)) {
            _ = try await broken.start()
        }
        await #expect(throws: StoreError.damaged(path: broken.file.path)) {
            _ = try await ObservationHistory(file: broken.file).contents()
        }
    }

    @Test("where nothing can be written there is no log")
    func inaccessible() {
        let nowhere = URL(fileURLWithPath: "/proc/nowhere/observations.sqlite")
        #expect(throws: StoreError.inaccessible(path: nowhere.path)) {
            _ = try SQLiteObservationLog(file: nowhere, clock: .request, logger: TemporaryLog.logger)
        }
        #expect(throws: StoreError.inaccessible(path: nowhere.path)) { _ = try ObservationHistory(file: nowhere) }
    }

    @Test("a full file fails its appends, keeps what it has, and goes on when there is room again", .timeLimit(.minutes(1)))
    func full() async throws {
        let file = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 1), try await file.start())
        for _ in 0..<50 { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.flush()
        let pages = try await process.log.pool.writeWithoutTransaction { db in
            try Int.fetchOne(db, sql: "PRAGMA max_page_count = 1") ?? 0
        }
        let failure = await #expect(throws: StoreError.self) {
            while true { try await process.tell(house.next(), at: house.milliseconds) }
        }
        #expect(failure == .diskFull(path: file.file.path))
        await process.log.flush()
        let sequence = try #require(try await process.log.history.entries(limit: 1).last?.sequence)
        _ = try await process.log.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(pages * 100)")
        }
        let told = try await process.tell(house.next(), at: house.milliseconds)
        #expect(told.entry.sequence == sequence + 1)
        await process.log.flush()
        let undecided = try await process.log.history.entries(limit: .max).filter { $0.decisions == nil }
        #expect(undecided.isEmpty)
    }

    @Test("a file that another program writes to fails its appends, and goes on afterwards", .timeLimit(.minutes(1)))
    func locked() async throws {
        let file = TemporaryLog()
        var limits = LogLimits()
        limits.patience = 0.01
        var process = try await file.start(limits)
        var careless = Configuration()
        careless.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: file.file.path, configuration: careless)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await #expect(throws: StoreError.locked(path: file.file.path)) {
            try await process.tell(.corrected(.split(PersonID("x"))), at: 1)
        }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        let told = try await process.tell(.corrected(.split(PersonID("x"))), at: 1)
        #expect(told.entry.sequence == 2)
    }

    @Test("nobody else may look into it")
    func rights() async throws {
        let file = TemporaryLog()
        let process = try await file.start()
        for name in try FileManager.default.contentsOfDirectory(atPath: file.folder.path) {
            let path = file.folder.appendingPathComponent(name).path
            let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(rights == 0o600, "\(name)")
        }
        await process.log.finish(with: process.state)
    }

    @Test("an entry too large for the schema fails alone")
    func tooLarge() async throws {
        let file = TemporaryLog()
        var process = try await file.start()
        let name = String(repeating: "x", count: 40 << 20)
        await #expect(throws: StoreError.tooLarge(path: file.file.path)) {
            _ = try await process.log.append(
                .corrected(.labelled(PersonID("x"), name)), eventTime: Timestamp(milliseconds: 1))
        }
        let told = try await process.tell(.corrected(.split(PersonID("x"))), at: 1)
        #expect(told.entry.sequence == 2)
    }

    // What the tables refuse, whoever asks.
    @Test(
        "the schema keeps entries as they were appended",
        arguments: [
            "UPDATE entry SET logged = logged + 1", "UPDATE entry SET payload = '{}'", "UPDATE entry SET decisions = '[]'",
            "INSERT INTO entry (sequence, logged, kind, payload) VALUES (1, 9e15, 'corrected', '{}')",
            "INSERT INTO entry (sequence, logged, kind, payload) VALUES (999, -5, 'corrected', '{}')",
            "INSERT INTO entry (sequence, logged, kind, payload) VALUES (999, 9e15, 'observed', '{}')",
        ])
    func guards(sql: String) async throws {
        let file = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 1), try await file.start())
        for _ in 0..<3 { try await process.tell(house.next(), at: house.milliseconds) }
        await process.log.finish(with: process.state)
        let refusal = #expect(throws: DatabaseError.self) { try file.change(sql) }
        #expect(refusal?.resultCode == .SQLITE_CONSTRAINT)
    }
}
