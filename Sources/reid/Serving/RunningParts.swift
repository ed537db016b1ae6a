import Foundation
import HTTPAPI
import Imaging
import Inference
import Logging
import ObservationStore
import ReIdentification
import Recognition
import ScryptedBridge
import ServiceLifecycle

/// The service put together from its settings: the pipeline, and the doors that are asked for.
struct RunningParts {
    let startingModel: ModelID
    private let reIdentifier: ReIdentifier
    private let vision: Vision
    private let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    private let workers: WorkerPool
    /// Nil when nothing outlives the process.
    private let store: SQLiteObservationLog?
    private let logger: Logger
    /// Shut down from the last to the first: the doors answer what is in flight while the log is still folded.
    private var services: [ServiceGroupConfiguration.ServiceConfiguration]

    /// - Throws: `CommandFailure` when there is no model to start with, or the log cannot be used.
    init(_ live: LiveSettings, clock: RequestClock, log place: LogPlace, logger: Logger) async throws {
        let settings = live.now
        let profile = settings.common.profile
        let home = HomeFolder(setting: settings.common.home)
        let early = EarlyOpening(settings.common.backends(home: home))
        defer { early.end() }
        let choice = ModelChoice(settings.common, home: home)
        let workers = WorkerPool(workers: settings.common.workerCount)
        let start: ModelChoice.Start
        do {
            start = try await choice.start(on: workers)
        } catch {
            try? await workers.shutdown()
            throw error
        }
        logger.notice("models run on \(start.model.backend.title)", metadata: ["workers": "\(workers.workers)"])
        for warning in start.model.warnings { logger.warning("\(warning)") }
        if let remark = start.remark {
            logger.notice("starting with the built-in model", metadata: ["why": "\(remark)", "model": "\(start.model.id)"])
        }

        let policy = live.policy(for: start.model)
        let opened: OpenedLog
        do {
            let logClock: LogClock = clock == .request ? .request : .wall(now)
            opened = try await OpenedLog(place, clock: logClock, model: start.model.id, policy: policy, logger: logger)
        } catch {
            try? await workers.shutdown()
            throw error
        }

        self.workers = workers
        self.logger = logger
        store = opened.store
        startingModel = start.model.id
        var limits = ReIdentifier.Limits()
        limits.deadline = .seconds(settings.recognition.deadline)
        vision = Vision(
            decoder: PictureDecoder(
                maximumPixels: settings.recognition.maximumMegapixels * 1_000_000,
                budget: DecodeBudget(bytes: profile.decodeBytes)),
            workers: workers)
        reIdentifier = ReIdentifier(
            model: start.model, policy: policy, state: opened.state, log: opened.log, vision: vision,
            waitingRoom: WaitingRoom(
                maximumPictures: profile.waitingPictures, maximumBytes: profile.waitingBytes, inside: workers.workers + 1),
            limits: limits, logger: logger)
        services = [
            .init(service: reIdentifier), .init(service: MemoryTrim(), successTerminationBehavior: .ignore),
            .init(
                service: SettingsInForce(settings: live, reIdentifier: reIdentifier, now: now, logger: logger),
                successTerminationBehavior: .ignore),
        ]
        // A replay stays with one model: on its clock nobody can tell when the house is quiet.
        if let manifest = start.arriving, clock == .wall {
            let fetcher = ModelFetcher(store: choice.store)
            let arrival = ModelArrival(
                of: manifest, policy: { live.policy(for: $0) }, fetch: { try await fetcher.fetch($0) },
                load: { [loader = choice.loader] name in try await workers.run { try loader.load(name) } },
                reIdentifier: reIdentifier, now: now, logger: logger)
            services.append(.init(service: arrival, successTerminationBehavior: .ignore))
        }
    }

    /// Opens the HTTP door.
    /// - Parameter onListening: called with the port when requests are answered.
    mutating func listen(_ http: HTTPSettings, _ live: LiveSettings, onListening: @escaping @Sendable (Int) async -> Void) {
        var configuration = HTTPConfiguration(host: http.host, port: http.port, token: http.token)
        configuration.maximumBodyBytes = http.maximumBody << 20
        configuration.maximumHeldBytes = live.now.common.profile.heldBytes(maximumBody: configuration.maximumBodyBytes)
        configuration.includesEmbeddings = live.now.recognition.embeddings
        add(
            HTTPDoor(
                reIdentifier: reIdentifier, history: store?.history, configuration: configuration, logger: logger, now: now,
                onListening: onListening))
    }

    /// What a door to a Scrypted server is made of.
    func bridge(_ live: LiveSettings) -> BridgeParts {
        var parts = BridgeParts(
            reIdentifier: reIdentifier, excerpt: { [vision] in try await vision.excerpt(of: $0, around: $1) }, settings: live,
            now: now, logger: logger)
        parts.includesEmbeddings = live.now.recognition.embeddings
        return parts
    }

    /// Opens another door; when it ends, the service ends.
    mutating func add(_ door: any Service) {
        services.append(.init(service: door, successTerminationBehavior: .gracefullyShutdownGroup))
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
        if let store { await store.finish(with: reIdentifier.state) }
        try await workers.shutdown()
        try outcome.get()
    }
}
