import Imaging
import Inference
import Logging
import ObservationStore
import ReIdentification
import Recognition
import ScryptedBridge
import TestSupport

/// The real pipeline, with the built-in model, for as long as `body` takes.
func withReIdentifier<Result: Sendable>(
    now: @escaping @Sendable () -> Timestamp, _ body: @escaping @Sendable (ReIdentifier) async throws -> Result
) async throws -> Result {
    let workers = WorkerPool(workers: 1)
    let model = try TestModel.load(nil)
    let log = MemoryObservationLog(clock: .wall(now))
    var limits = ReIdentifier.Limits()
    limits.deadline = .seconds(60)
    let reIdentifier = ReIdentifier(
        model: model, policy: model.policy(threshold: nil), log: log,
        vision: Vision(decoder: PictureDecoder(maximumPixels: 64_000_000, budget: DecodeBudget()), workers: workers),
        waitingRoom: WaitingRoom(inside: 2), limits: limits, logger: .silent)
    let result = await withTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try? await reIdentifier.run() }
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(reIdentifier))
        } catch {
            result = .failure(error)
        }
        log.close()
        return result
    }
    try await workers.shutdown()
    return try result.get()
}

extension BridgeParts {
    /// - Parameter excerpt: by default the camera's name as bytes, so that a test sees whose picture was sent.
    init(
        _ reIdentifier: ReIdentifier, settings: any BridgeSettingsStore = MemorySettings(), clock: ManualClock,
        excerpt: @escaping @Sendable (FrameRequest, BoundingBox) async throws -> [UInt8] = { request, _ in
            Array(request.camera.name.utf8)
        }
    ) {
        self.init(reIdentifier: reIdentifier, excerpt: excerpt, settings: settings, now: { clock.timestamp }, logger: .silent)
        self.clock = clock
    }
}
