import Foundation
import HTTPAPI
import Imaging
import Inference
import Logging
import ObservationStore
import ReIdentification
import Recognition
import ServiceLifecycle

/// The service put together from its settings.
struct RunningParts {
    let reIdentifier: ReIdentifier
    let workers: WorkerPool
    private let services: [ServiceGroupConfiguration.ServiceConfiguration]
    private let logger: Logger

    /// - Parameter onListening: called with the port when requests are answered.
    init(
        _ common: CommonSettings, _ serve: ServeSettings, start: ModelChoice.Start, choice: ModelChoice, workers: WorkerPool,
        logger: Logger, onListening: @escaping @Sendable (Int) async -> Void
    ) {
        self.workers = workers
        self.logger = logger
        let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        let policy: @Sendable (LoadedModel) -> MatchPolicy = { serve.policy(for: $0, threshold: common.threshold) }

        var limits = ReIdentifier.Limits()
        limits.deadline = .seconds(serve.deadline)
        let decoder = PictureDecoder(maximumPixels: serve.maximumMegapixels * 1_000_000, budget: DecodeBudget())
        reIdentifier = ReIdentifier(
            model: start.model, policy: policy(start.model),
            log: MemoryObservationLog(clock: serve.clock == .request ? .request : .wall(now)),
            vision: Vision(decoder: decoder, workers: workers),
            waitingRoom: WaitingRoom(inside: workers.workers + 1), limits: limits, logger: logger)

        var http = HTTPConfiguration(host: serve.host, port: serve.port, token: serve.token)
        http.maximumBodyBytes = serve.maximumBody << 20
        http.includesEmbeddings = serve.embeddings
        let door = HTTPDoor(reIdentifier: reIdentifier, configuration: http, logger: logger, now: now, onListening: onListening)

        // Shut down from the last to the first: the door answers what is in flight while the log is still folded.
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: reIdentifier), .init(service: MemoryTrim(), successTerminationBehavior: .ignore), .init(service: door),
        ]
        if let manifest = start.arriving {
            let fetcher = ModelFetcher(store: choice.store)
            let arrival = ModelArrival(
                of: manifest, policy: policy, fetch: { try await fetcher.fetch($0) },
                load: { [loader = choice.loader] name in try await workers.run { try loader.load(name) } },
                reIdentifier: reIdentifier, now: now, logger: logger)
            services.append(.init(service: arrival, successTerminationBehavior: .ignore))
        }
        self.services = services
    }

    /// Runs until `body` returns, or until a signal when there is no body.
    func run(until body: (@Sendable () async throws -> Void)? = nil) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: body == nil ? [.sigterm, .sigint] : [], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(15)
        let group = ServiceGroup(configuration: configuration)
        var outcome = Result<Void, any Error>.success(())
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                if let body {
                    do {
                        try await body()
                    } catch {
                        outcome = .failure(error)
                    }
                    await group.triggerGracefulShutdown()
                }
                try await tasks.waitForAll()
            }
        } catch {
            outcome = .failure(error)
        }
        try await workers.shutdown()
        try outcome.get()
    }
}
