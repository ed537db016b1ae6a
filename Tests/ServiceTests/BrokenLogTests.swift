import Foundation
import Imaging
import Inference
import Logging
import ReIdentification
import Recognition
import TestSupport
import Testing

@testable import ObservationStore

/// The last line of the first law: the log itself is gone.
@Suite struct BrokenLogTests {
    private func reIdentifier(_ log: any ObservationLog, workers: WorkerPool) throws -> ReIdentifier {
        let model = try TwinModel.loaded(id: "twin@1")
        return ReIdentifier(
            model: model, policy: model.policy(), log: log,
            vision: Vision(decoder: PictureDecoder(budget: DecodeBudget()), workers: workers),
            waitingRoom: WaitingRoom(inside: 1),
            limits: .init(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Three people; two of them under one tracker id.
    private func request(at milliseconds: Int64) -> FrameRequest {
        let rows = [("t1", 0), ("t1", 500), (nil, 1_000)] as [(String?, Int32)]
        return FrameRequest(
            camera: Camera(id: "1", name: "Porch"), eventTime: Timestamp(milliseconds: milliseconds),
            detections: rows.map { track, x in
                Detection(
                    className: "person", box: BoundingBox(x: x, y: 0, width: 100, height: 300), scorePermille: 900, track: track)
            }, picture: nil)
    }

    @Test("with a closed log every row is new, under an id of its own that stays", .timeLimit(.minutes(1)))
    func closed() async throws {
        let workers = WorkerPool(workers: 1)
        let log = MemoryObservationLog(clock: .request)
        log.close()
        let reIdentifier = try reIdentifier(log, workers: workers)
        let first = try await reIdentifier.process(request(at: 1_758_250_000_000))
        let second = try await reIdentifier.process(request(at: 1_758_250_001_000))
        #expect(first.decisions.allSatisfy { $0.kind == .failopen && $0.isNew && $0.reasons == [.logFailed] })
        #expect(Set(first.decisions.map(\.personID)).count == 3)
        #expect(first.decisions.map(\.personID) == second.decisions.map(\.personID))
        try await workers.shutdown()
    }

    @Test(
        "with a closed log a correction is not done, and whoever waits is told when the folding is cancelled",
        .timeLimit(.minutes(1)))
    func corrections() async throws {
        let workers = WorkerPool(workers: 1)
        let closed = MemoryObservationLog(clock: .request)
        closed.close()
        let refused = try await reIdentifier(closed, workers: workers).correct(.split(PersonID("person_1_a")))
        #expect(refused == nil)

        let reIdentifier = try reIdentifier(MemoryObservationLog(clock: .request), workers: workers)
        let waiting = (0..<4).map { index in Task { await reIdentifier.correct(.split(PersonID("person_\(index)_a"))) } }
        let folding = Task { try await reIdentifier.run() }
        folding.cancel()
        // Before, during or after: whenever each comes in, it is answered.
        for task in waiting { _ = await task.value }
        let late = await reIdentifier.correct(.split(PersonID("person_1_a")))
        #expect(late == nil)
        try await workers.shutdown()
    }

    @Test(
        "with a log on disk that takes nothing any more every row is new, and the answer says degraded", .timeLimit(.minutes(1)))
    func noDisk() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let workers = WorkerPool(workers: 1)
        let log = try SQLiteObservationLog(
            file: folder.appendingPathComponent("observations.sqlite"), clock: .request,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let reIdentifier = try reIdentifier(log, workers: workers)
        log.leave()
        let answer = try await reIdentifier.process(request(at: 1_758_250_000_000))
        #expect(answer.decisions.allSatisfy { $0.kind == .failopen && $0.isNew && $0.reasons == [.logFailed] })
        #expect(answer.isDegraded)
        try await workers.shutdown()
    }

    @Test("what waits when the folding is cancelled is answered", .timeLimit(.minutes(1)))
    func cancelled() async throws {
        let workers = WorkerPool(workers: 1)
        let reIdentifier = try reIdentifier(MemoryObservationLog(clock: .request), workers: workers)
        // Nobody folds yet, so these wait for their entries.
        let waiting = (0..<8).map { index in
            Task { try await reIdentifier.process(request(at: 1_758_250_000_000 + Int64(index))) }
        }
        while await reIdentifier.picturesInFlight < 8 { await Task.yield() }
        let folding = Task { try await reIdentifier.run() }
        folding.cancel()
        for task in waiting {
            let answer = try await task.value
            #expect(answer.decisions.map(\.isNew) == [true, true, true])
        }
        let late = try await reIdentifier.process(request(at: 1_758_250_001_000))
        #expect(late.decisions.map(\.kind) == [.failopen, .failopen, .failopen])
        try await workers.shutdown()
    }
}
