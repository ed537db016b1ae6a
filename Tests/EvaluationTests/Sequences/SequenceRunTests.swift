import Foundation
import Recognition
import Synchronization
import TestSupport
import Testing

@testable import Evaluation

/// The whole service over pictures of real cameras: what must always hold holds, and the ids are worth something.
@Suite(.enabled(if: Fixture.shared != nil, "skipped: needs the shared models, sequences and frames"))
struct SequenceRunTests {
    private let model = "person-reid-retail-0277"

    private func shared(_ path: String) throws -> URL {
        try #require(Fixture.shared).appendingPathComponent(path)
    }

    private func run(sendsTracks: Bool = false) throws -> SequenceRun {
        var run = SequenceRun(model: try TestModel.load(shared("models/\(model).onnx").path))
        run.sendsTracks = sendsTracks
        return run
    }

    @Test("two cameras, one street: nothing is violated, and people keep their ids", .timeLimit(.minutes(5)))
    func frames() async throws {
        let sequence = try FramesLayout().sequence(in: shared("data/prw-frames"))
        let progress = Mutex<[Int]>([])
        let outcome = try await run().outcome(of: sequence) { done, total in
            #expect(total == 16)
            progress.withLock { $0.append(done) }
        }
        #expect(progress.withLock { $0 } == Array(1...16))
        #expect(outcome.sightings == 27)
        #expect(outcome.people == 13)
        #expect(outcome.violations == SequenceViolations())
        #expect(outcome.idf1 > 0.8)
        #expect(outcome.pairwiseF1 > 0.7)
    }

    @Test("crowds: nothing is violated, with the camera's tracks and without", .timeLimit(.minutes(5)), arguments: [false, true])
    func crowds(sendsTracks: Bool) async throws {
        let sequences = try MOTLayout().sequences(in: shared("data/mot17-dev"))
        #expect(sequences.count == 4)
        for sequence in sequences {
            let outcome = try await run(sendsTracks: sendsTracks).outcome(of: sequence)
            #expect(outcome.violations == SequenceViolations(), "\(sequence.name)")
            #expect(outcome.pictures == sequence.pictures.count)
            #expect(outcome.idf1 > 0.5, "\(sequence.name)")
            #expect((outcome.decisions["continued"] != nil) == sendsTracks)
        }
    }

    @Test("a picture that cannot be read ends the run with its name")
    func unreadable() async throws {
        let camera = Camera(id: "c", name: "c")
        let sequence = PictureSequence(
            name: "s", pictures: [.init(file: "/nonexistent.jpg", camera: camera, time: PictureSequence.start, people: [])])
        let run = try run()
        await #expect(throws: SequenceError.unreadable("/nonexistent.jpg")) { try await run.outcome(of: sequence) }
    }
}
