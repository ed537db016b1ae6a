import Foundation
import Recognition
import Testing

@testable import ObservationStore

/// Who is forgotten leaves nothing behind. With embeddings of which one fills most of a page.
@Suite struct ErasureTests {
    private let ann = "Ännchen Unverwechselbar"

    private func row(_ embedding: Embedding, label: String? = nil, track: String? = nil, x: Int32 = 0) -> Sighting {
        Sighting(
            className: "person", box: BoundingBox(x: x, y: 0, width: 100, height: 300), scorePermille: 900, label: label,
            track: track, quality: Quality(width: 100, height: 300, sharpness: 100, chromaTenths: 200),
            appearance: .embedded(embedding, desaturated: embedding))
    }

    private func picture(_ rows: [Sighting], at milliseconds: Int64, seed: UInt64) -> LogEntry.Event {
        .observed(
            FrameObservation(
                camera: Camera(id: "porch", name: "Porch"), eventTime: Timestamp(milliseconds: milliseconds),
                model: RandomHouse.model, sightings: rows, seed: seed, idempotencyKey: "key \(seed)"))
    }

    /// Ann comes alone and with Bob, among many others, with a snapshot now and then; later nobody remembers her.
    private func visit(_ process: inout LogFolder, _ house: inout RandomHouse) async throws -> (
        PersonID, bob: PersonID, [Embedding]
    ) {
        var embeddings: [Embedding] = []
        var ids: [PersonID] = []
        var milliseconds = RandomHouse.start
        for seed in UInt64(1)...40 {
            milliseconds += 1_000
            let (one, other) = (house.embedding(of: 60, dimension: 512), house.embedding(of: 61, dimension: 512))
            let rows =
                seed.isMultiple(of: 2) ? [row(other, label: "Bob", x: 500), row(one, label: ann)] : [row(one, track: "t1")]
            ids = try await process.tell(picture(rows, at: milliseconds, seed: seed), at: milliseconds).decisions.map(\.personID)
            embeddings.append(one)
        }
        try await process.tell(.corrected(.labelled(ids[1], ann)), at: milliseconds)
        // Eleven minutes later the state itself has forgotten both.
        milliseconds += 660_000
        try await process.tell(
            picture([row(house.embedding(of: 62, dimension: 512))], at: milliseconds, seed: 99), at: milliseconds)
        return (ids[1], ids[0], embeddings)
    }

    private func expectNothing(of embeddings: [Embedding], in file: TemporaryLog) throws {
        let bytes = try file.bytes()
        #expect(bytes.range(of: Data(ann.utf8)) == nil)
        for embedding in embeddings {
            let text = try LogCoding.text(embedding).trimmingCharacters(in: ["\""])
            // Whole, and in parts: a page may have ended anywhere.
            for part in [text.prefix(64), text.dropFirst(64).prefix(64), text.suffix(64)] {
                #expect(bytes.range(of: Data(part.utf8)) == nil)
            }
        }
    }

    @Test("no byte of embedding and name is left in the files; time, camera and decision stay", .timeLimit(.minutes(1)))
    func erased() async throws {
        let file = TemporaryLog()
        var limits = LogLimits()
        limits.entriesPerSnapshot = 7
        var (house, process) = (RandomHouse(seed: 1), try await file.start(limits))
        let (person, bob, embeddings) = try await visit(&process, &house)
        await process.log.flush()
        #expect(try file.bytes().range(of: Data(ann.utf8)) != nil)

        try await process.tell(.corrected(.forgotten(person)), at: house.milliseconds)
        await process.log.flush()
        try expectNothing(of: embeddings, in: file)

        let left = try await process.log.history.entries(person: [person], limit: 100)
        #expect(left.count == 40)
        for entry in left {
            #expect(entry.isTombstone && entry.observation?.camera.name == "Porch")
            #expect(entry.decisions?.contains { $0.personID == person && $0.knownAs == nil } == true)
        }
        // Bob stood beside her, and is still all there.
        let beside = try await process.log.history.entries(person: [bob], limit: 100)
        #expect(beside.count == 20)
        for entry in beside {
            #expect(entry.decisions?.first?.knownAs == "Bob")
            if case .embedded? = entry.observation?.sightings.first?.appearance {
            } else {
                Issue.record("Bob's embedding is gone")
            }
        }

        // The next start has nothing to do with all that, and a replay says what it left out.
        process = try await file.restart(process, limits)
        #expect(process.recovery.tombstones == 0)
        let replay = try await process.log.history.replay()
        #expect(replay.tombstones == 41)
        #expect(replay.differingRows == 0)
    }

    @Test("who was merged with the forgotten one is forgotten with them", .timeLimit(.minutes(1)))
    func merged() async throws {
        let file = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 5), try await file.start())
        // Two who were never in one picture; the first gets a name.
        let embeddings = [house.embedding(of: 60, dimension: 512), house.embedding(of: 61, dimension: 512)]
        var ids: [PersonID] = []
        for (index, embedding) in embeddings.enumerated() {
            let time = RandomHouse.start + Int64(index) * 1_000
            let picture = picture([row(embedding, track: "t\(index)")], at: time, seed: UInt64(index + 1))
            ids += try await process.tell(picture, at: time).decisions.map(\.personID)
        }
        #expect(Set(ids).count == 2)
        let later = RandomHouse.start + 2_000
        try await process.tell(.corrected(.labelled(ids[0], ann)), at: later)
        try await process.tell(.corrected(.merged(ids[1], ids[0])), at: later)
        // No sighting after the merge tells of the alias: the state's own word must do.
        try await process.tell(.corrected(.forgotten(ids[0])), at: later)
        await process.log.flush()
        try expectNothing(of: embeddings, in: file)
        #expect(process.state.people(at: Timestamp(milliseconds: later)).isEmpty)
    }

    @Test("a merge that was refused makes nobody else forgotten", .timeLimit(.minutes(1)))
    func refusedMerge() async throws {
        let file = TemporaryLog()
        var (house, process) = (RandomHouse(seed: 6), try await file.start())
        let embeddings = [house.embedding(of: 60, dimension: 512), house.embedding(of: 61, dimension: 512)]
        let time = RandomHouse.start
        let rows = [row(embeddings[0], label: ann), row(embeddings[1], label: "Bob", x: 500)]
        let ids = try await process.tell(picture(rows, at: time, seed: 1), at: time).decisions.map(\.personID)
        try await process.tell(.corrected(.merged(ids[0], ids[1])), at: time)
        try await process.tell(.corrected(.forgotten(ids[0])), at: time)
        await process.log.flush()
        try expectNothing(of: [embeddings[0]], in: file)
        #expect(try file.bytes().range(of: Data(#""Bob""#.utf8)) != nil)
    }

    @Test("a forgetting that was cut short is finished at the next start", .timeLimit(.minutes(1)))
    func cutShort() async throws {
        for isSnapshotBetween in [false, true] {
            let file = TemporaryLog()
            var (house, process) = (RandomHouse(seed: 2), try await file.start())
            let (person, _, embeddings) = try await visit(&process, &house)
            _ = try await process.log.append(
                .corrected(.forgotten(person)), eventTime: Timestamp(milliseconds: house.milliseconds))
            if isSnapshotBetween {
                // Folded, but the erasing failed; then the service ended properly.
                process.log.close()
                var last: LogEntry?
                for await entry in process.log.entries { last = entry }
                let entry = try #require(last)
                let decisions = process.state.apply(entry).decisions
                #expect(decisions.isEmpty)
                process.log.push(
                    .snapshot(.init(sequence: entry.sequence, logged: entry.logged, state: try LogCoding.text(process.state))))
            }
            process = try await file.restart(process)
            await process.log.flush()
            try expectNothing(of: embeddings, in: file)
        }
    }
}
