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
        // A replay stays with one model: on its clock nobody can tell when the house is quiet.
        if let manifest = start.arriving, serve.clock == .wall {
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
        let outcome: Result<Void, any Error>
        do {
            outcome = try await withThrowingTaskGroup(of: Result<Void, any Error>.self) { tasks in
                tasks.addTask {
                    try await group.run()
                    return .success(())
                }
                if let body {
                    tasks.addTask {
                        do {
                            try await body()
                            await group.triggerGracefulShutdown()
                            return .success(())
                        } catch {
                            await group.triggerGracefulShutdown()
                            return .failure(error)
                        }
                    }
                }
                // Should the services not start, this throws, and the body is cancelled instead of waiting for ever.
                var failure: (any Error)?
                for try await one in tasks {
                    if case .failure(let error) = one { failure = error }
                }
                return failure.map { .failure($0) } ?? .success(())
            }
        } catch {
            outcome = .failure(error)
        }
        try await workers.shutdown()
        try outcome.get()
    }
}
