import Foundation
import Logging
import ObservationStore
import Recognition
import Testing

@testable import Evaluation

@Suite struct RecordedLogTests {
    @Test("A log is judged by the names in it: who was told of, again, and under how many ids")
    func names() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("observations.sqlite")
        let log = try SQLiteObservationLog(
            file: file, clock: .request, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let policy = MatchPolicy(threshold: 0.6)
        var state = try await log.begin(model: ModelID("m"), policy: policy).state
        var entries = log.entries.makeAsyncIterator()
        // Ann at 0 and 10 s on one camera, then two minutes later; somebody without a name in between.
        for (seed, (second, name)) in [(0, "Ann"), (10, "Ann"), (15, nil), (130, "Ann")].enumerated() {
            let time = Timestamp(milliseconds: 1_778_779_800_000 + Int64(second) * 1_000)
            let sighting = Sighting(
                className: "person", box: BoundingBox(x: 0, y: 0, width: 100, height: 250), scorePermille: 900, label: name,
                quality: Quality(width: 100, height: 250), appearance: .unavailable(.noPicture))
            _ = try await log.append(
                .observed(
                    FrameObservation(
                        camera: Camera(id: "c", name: "C"), eventTime: time, model: ModelID("m"), sightings: [sighting],
                        seed: UInt64(seed + 1))), eventTime: time)
            let entry = try #require(await entries.next())
            log.folded(entry, giving: state.apply(entry), into: state)
        }
        await log.flush()
        let recorded = RecordedLog(try await log.history.entries(limit: 100))
        #expect(recorded.people == 1 && recorded.pictures == 3)
        #expect(recorded.score.episodes == 2 && recorded.score.missed == 0 && recorded.score.violations == 0)
    }
}
