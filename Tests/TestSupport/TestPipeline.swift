import Imaging
import Inference
import Logging
import ObservationStore
import ReIdentification
import Recognition

/// The pipeline, wired as in the program.
package struct TestPipeline: Sendable {
    /// A service: somebody has to run it.
    package let reIdentifier: ReIdentifier
    package let vision: Vision
    /// To be shut down at the end.
    package let workers: WorkerPool

    /// - Parameter now: the log's time, unless the requests' own decides.
    package init(_ setup: ServiceSetup, now: @escaping @Sendable () -> Timestamp, logger: Logger) throws {
        workers = WorkerPool(workers: 2)
        vision = Vision(decoder: PictureDecoder(maximumPixels: setup.maximumPixels, budget: DecodeBudget()), workers: workers)
        let model = try TestModel.load(setup.modelFile)
        var limits = ReIdentifier.Limits()
        limits.deadline = setup.deadline
        reIdentifier = ReIdentifier(
            model: model, policy: model.policy(threshold: nil),
            log: MemoryObservationLog(clock: setup.usesRequestClock ? .request : .wall(now)), vision: vision,
            waitingRoom: WaitingRoom(maximumPictures: setup.waitingPictures, inside: 3), limits: limits, logger: logger)
    }
}
