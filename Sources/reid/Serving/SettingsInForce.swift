import Logging
import ReIdentification
import Recognition
import ServiceLifecycle

/// Puts changed settings into force.
struct SettingsInForce: Service {
    let settings: LiveSettings
    let reIdentifier: ReIdentifier
    let now: @Sendable () -> Timestamp
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // The first tick tells of no change.
            for await _ in settings.changes().dropFirst() {
                ProgramLog.level.withLock { $0 = settings.now.common.logLevel.level }
                do {
                    try await reIdentifier.reconfigure({ settings.policy(for: $0) }, at: now())
                    logger.notice("changed settings are in force")
                } catch {
                    logger.error("changed settings are not in force", metadata: ["why": "\(error)"])
                }
            }
        }
    }
}
