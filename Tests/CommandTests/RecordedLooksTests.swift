import Foundation
import Logging
import ObservationStore
import Recognition
import Testing

@testable import reid

@Suite struct RecordedLooksTests {
    private let model = ModelID("m@1")

    private func sighting(_ track: String?, components: [Int16], chroma: Int32 = 300) -> Sighting {
        Sighting(
            className: "person", box: BoundingBox(x: 0, y: 0, width: 100, height: 250), scorePermille: 900, track: track,
            quality: Quality(width: 100, height: 250, sharpness: 500, chromaTenths: chroma),
            appearance: .embedded(Embedding(components: components)))
    }

    @Test("A log gives each track's first look and every picture's people, without gray ones and other models")
    func looks() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("observations.sqlite")
        let log = try SQLiteObservationLog(
            file: file, clock: .request, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        var state = try await log.begin(model: model, policy: MatchPolicy(threshold: 0.6)).state
        var entries = log.entries.makeAsyncIterator()
        let pictures: [(second: Int64, model: ModelID, sightings: [Sighting])] = [
            (0, model, [sighting("1", components: [16_384, 0]), sighting("2", components: [0, 16_384])]),
            (1, model, [sighting("1", components: [16_384, 0])]),
            (2, model, [sighting("3", components: [16_384, 0], chroma: 0)]),
            (3, ModelID("other@1"), [sighting("4", components: [16_384, 0])]),
            // A tracker that counts from one again follows somebody else.
            (200, model, [sighting("1", components: [0, 16_384]), sighting(nil, components: [16_384, 0])]),
        ]
        for (index, picture) in pictures.enumerated() {
            let time = Timestamp(milliseconds: 1_778_779_800_000 + picture.second * 1_000)
            _ = try await log.append(
                .observed(
                    FrameObservation(
                        camera: Camera(id: "c", name: "C"), eventTime: time, model: picture.model,
                        sightings: picture.sightings, seed: UInt64(index + 1))), eventTime: time)
            let entry = try #require(await entries.next())
            log.folded(entry, giving: state.apply(entry), into: state)
        }
        await log.flush()

        let looks = try await RecordedLooks(log: file, model: model, grayChromaTenths: 30)
        #expect(looks.tracks.map(\.embedding.components) == [[16_384, 0], [0, 16_384], [0, 16_384]])
        #expect(looks.tracks.map { $0.last - $0.first } == [1_000, 0, 0])
        #expect(looks.pictures.map(\.embeddings.count) == [2, 1, 2])
    }
}
