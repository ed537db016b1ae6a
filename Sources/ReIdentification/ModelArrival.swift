import Inference
import Logging
import Recognition
import ServiceLifecycle

/// Fetches the model that the service would rather use, and switches to it when nobody is in view.
///
/// Embeddings of two models cannot be compared, so a switch in the middle of a visit would tell of it twice. Nothing
/// here ever stops the service: a download that fails is tried again later.
package struct ModelArrival: Service {
    private let manifest: ModelManifest
    private let policy: @Sendable (LoadedModel) -> MatchPolicy
    private let fetch: @Sendable (ModelManifest) async throws -> Void
    private let load: @Sendable (String) async throws -> LoadedModel
    private let reIdentifier: ReIdentifier
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    static let firstPause: Duration = .seconds(60)
    static let longestPause: Duration = .seconds(3_600)
    static let quietPoll: Duration = .seconds(1)

    /// - Parameters:
    ///   - fetch: brings the file into the store; returns at once when it is there.
    ///   - load: loads a model by name, self-test included.
    package init(
        of manifest: ModelManifest, policy: @escaping @Sendable (LoadedModel) -> MatchPolicy,
        fetch: @escaping @Sendable (ModelManifest) async throws -> Void,
        load: @escaping @Sendable (String) async throws -> LoadedModel,
        reIdentifier: ReIdentifier, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.manifest = manifest
        self.policy = policy
        self.fetch = fetch
        self.load = load
        self.reIdentifier = reIdentifier
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = Self.firstPause
            while !Task.isCancelled {
                do {
                    try await arrive()
                    return
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning(
                        "the model is not here yet; going on with the present one",
                        metadata: ["model": "\(manifest.name)", "why": "\(error)", "next try in": "\(pause)"])
                }
                try? await clock.sleep(for: pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    private func arrive() async throws {
        logger.notice("fetching a better model in the background", metadata: ["model": "\(manifest.name)"])
        try await fetch(manifest)
        let model = try await load(manifest.name)
        try await untilQuiet()
        try await reIdentifier.adopt(model, policy: policy(model), at: now())
    }

    /// Until nobody is in the window, at the latest after the retention: a place that is never empty must switch, too.
    private func untilQuiet() async throws {
        let latest = now().milliseconds + (await reIdentifier.policy.identityRetentionMs)
        while now().milliseconds < latest, await reIdentifier.isAnyoneInWindow(at: now()) {
            try await clock.sleep(for: Self.quietPoll)
        }
    }
}
