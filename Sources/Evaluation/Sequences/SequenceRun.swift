import Foundation
import Imaging
import Inference
import Logging
import ObservationStore
import ReIdentification
import Recognition

/// Runs the whole service over the pictures of a sequence, in process: decoding, embedding, log and decision are the program's
/// own, and the pictures' times are the log's, so that hours take seconds.
package struct SequenceRun: Sendable {
    private let model: LoadedModel
    private let policy: MatchPolicy
    /// The people's numbers are sent along as the ids of the camera's tracker.
    package var sendsTracks = false

    /// - Parameter policy: nil for the model's own.
    package init(model: LoadedModel, policy: MatchPolicy? = nil) {
        self.model = model
        self.policy = policy ?? model.policy()
    }

    /// Holds one picture in memory at a time.
    /// - Parameter progress: called after every picture, with how many are done and how many there are.
    /// - Throws: when a picture's file cannot be read.
    package func outcome(
        of sequence: PictureSequence, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> SequenceOutcome {
        let workers = WorkerPool()
        do {
            let outcome = try await outcome(of: sequence, on: workers, progress: progress)
            try await workers.shutdown()
            return outcome
        } catch {
            try? await workers.shutdown()
            throw error
        }
    }

    private func outcome(
        of sequence: PictureSequence, on workers: WorkerPool, progress: @Sendable (Int, Int) -> Void
    ) async throws -> SequenceOutcome {
        let log = MemoryObservationLog(clock: .request)
        var limits = ReIdentifier.Limits()
        // How fast the machine is must not change what comes out.
        limits.deadline = .seconds(600)
        let reIdentifier = ReIdentifier(
            model: model, policy: policy, log: log,
            vision: Vision(decoder: PictureDecoder(budget: DecodeBudget()), workers: workers),
            waitingRoom: WaitingRoom(maximumPictures: 1, inside: 1), limits: limits,
            logger: Logger(label: "reid.evaluation") { _ in SwiftLogNoOpLogHandler() })

        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await reIdentifier.run() }
            // Whatever happens, the log's end lets the service come to its own.
            defer { log.close() }
            var tally = SequenceTally(name: sequence.name)
            for (index, picture) in sequence.pictures.enumerated() {
                let bytes = try await workers.run { try Self.bytes(of: picture.file) }
                let request = request(for: picture, bytes: bytes)
                // Not strict, so it cannot throw; were it to, the rows count as unanswered.
                let answer = try? await reIdentifier.process(request)
                tally.add(picture, request: request, decisions: answer?.decisions ?? [])
                progress(index + 1, sequence.pictures.count)
            }
            return tally.outcome
        }
    }

    private static func bytes(of file: String) throws -> [UInt8] {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file)) else { throw SequenceError.unreadable(file) }
        return Array(bytes)
    }

    private func request(for picture: PictureSequence.Picture, bytes: [UInt8]) -> FrameRequest {
        FrameRequest(
            camera: picture.camera, eventTime: picture.time,
            detections: picture.people.map { person in
                Detection(
                    className: "person", box: person.box, scorePermille: 900, track: sendsTracks ? String(person.id) : nil)
            },
            picture: bytes)
    }
}
