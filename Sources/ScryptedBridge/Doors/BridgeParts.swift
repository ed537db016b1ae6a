import Logging
import ReIdentification
import Recognition
import ScryptedRPC

/// What the bridge is made of, whichever door it uses.
package struct BridgeParts: Sendable {
    package var reIdentifier: ReIdentifier
    /// Cuts a JPEG of the person in a box out of a request's picture (`Vision.excerpt`).
    package var excerpt: @Sendable (FrameRequest, BoundingBox) async throws -> [UInt8]
    package var settings: any BridgeSettingsStore
    /// The converter's answers carry each row's embedding.
    package var includesEmbeddings = false
    package var limits = RPCLimits()
    /// Measures every time limit, and wakes the notification policy.
    package var clock: any Clock<Duration> = ContinuousClock()
    /// What people read; runs as fast as `clock`.
    package var now: @Sendable () -> Timestamp
    package var logger: Logger

    package init(
        reIdentifier: ReIdentifier, excerpt: @escaping @Sendable (FrameRequest, BoundingBox) async throws -> [UInt8],
        settings: any BridgeSettingsStore, now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.reIdentifier = reIdentifier
        self.excerpt = excerpt
        self.settings = settings
        self.now = now
        self.logger = logger
    }
}
