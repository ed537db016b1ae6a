import Foundation
import Recognition

/// How a Scrypted server under test differs from the usual one.
package struct ScryptedServerSetup: Sendable {
    package var user = "admin"
    package var password = "correct horse: battery"
    /// The user's permanent token.
    package var token = "6f1d2a0c9be84757a3c1d0e5f4b39281"
    package var certificates = TestCertificates.server
    /// Without `@scrypted/core`, clients come in at the door of another plugin.
    package var hasCore = true
    /// What the server takes for the time.
    package var now: @Sendable () -> Timestamp
    /// Time stands still for plugins, so that none of their time limits ever passes.
    package var nodeUsesManualClock: Bool

    package init(
        now: @escaping @Sendable () -> Timestamp = { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
        nodeUsesManualClock: Bool = false
    ) {
        self.now = now
        self.nodeUsesManualClock = nodeUsesManualClock
    }
}
