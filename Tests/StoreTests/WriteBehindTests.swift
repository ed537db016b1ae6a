import Foundation
import GRDB
import Testing

@testable import ObservationStore
@testable import Recognition

/// What reaches the disk while nobody waits for it.
@Suite struct WriteBehindTests {
    private func size(_ file: URL) -> UInt64 {
        let facts = try? FileManager.default.attributesOfItem(atPath: file.path)
        return (facts?[.size] as? NSNumber)?.uint64Value ?? 0
    }

    /// Forty people in one picture, about 55 KB of the log.
    private func crowd(_ house: inout RandomHouse) -> LogEntry.Event {
        let rows = (0..<40).map { place in
            Sighting(
                className: "person", box: BoundingBox(x: Int32(place * 40), y: 0, width: 30, height: 90), scorePermille: 900,
                quality: Quality(width: 30, height: 90, sharpness: 100, chromaTenths: 200),
                appearance: .embedded(house.embedding(of: place, dimension: 512)))
        }
        return .observed(
            FrameObservation(
                camera: Camera(id: "1", name: "Gate"), eventTime: Timestamp(milliseconds: RandomHouse.start),
                model: RandomHouse.model, sightings: rows, seed: 1))
    }

    @Test("a long write-ahead log is moved into the file, and begins anew", .timeLimit(.minutes(1)))
    func longLog() async throws {
        let file = TemporaryLog()
        let log = try file.open()
        _ = try await log.begin(model: RandomHouse.model, policy: RandomHouse.policy)
        let ahead = URL(fileURLWithPath: file.file.path + "-wal")
        var house = RandomHouse(seed: 5)
        log.behind.bringToDisk()
        let small = size(file.file)
        while size(ahead) <= WriteBehind.longestLog {
            _ = try await log.append(crowd(&house), eventTime: Timestamp(milliseconds: RandomHouse.start))
        }
        #expect(size(file.file) == small, "nobody who appends moves anything")
        log.behind.bringToDisk()
        #expect(size(file.file) > WriteBehind.longestLog / 2)
        let moved = size(file.file)
        _ = try await log.append(crowd(&house), eventTime: Timestamp(milliseconds: RandomHouse.start))
        #expect(size(ahead) < WriteBehind.longestLog / 4)
        log.behind.bringToDisk()
        #expect(size(file.file) == moved, "a short one stays where it is")
        await log.finish(with: IdentityState(model: RandomHouse.model, policy: RandomHouse.policy))
        #expect(size(ahead) == 0)
    }

    @Test("is over when the log is closed: nothing is opened again")
    func closed() async throws {
        let file = TemporaryLog()
        let log = try file.open()
        _ = try await log.begin(model: RandomHouse.model, policy: RandomHouse.policy)
        await log.finish(with: IdentityState(model: RandomHouse.model, policy: RandomHouse.policy))
        try FileManager.default.removeItem(at: file.file)
        try Data(count: Int(WriteBehind.longestLog) + 1).write(to: URL(fileURLWithPath: file.file.path + "-wal"))
        log.behind.bringToDisk()
        #expect(!FileManager.default.fileExists(atPath: file.file.path))
    }

    @Test("only what people said waits for the disk")
    func waiting() async throws {
        let file = TemporaryLog()
        let log = try file.open()
        _ = try await log.begin(model: RandomHouse.model, policy: RandomHouse.policy)
        var house = RandomHouse(seed: 6)
        let seen = crowd(&house), said = LogEntry.Event.corrected(.labelled(PersonID("person_1_ann"), "Ann"))
        for (event, mode) in [(seen, 1), (said, 2), (seen, 1)] {
            _ = try await log.append(event, eventTime: Timestamp(milliseconds: RandomHouse.start))
            // 1 is NORMAL, 2 is FULL.
            let now = try await log.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
            #expect(now == mode)
        }
    }
}
