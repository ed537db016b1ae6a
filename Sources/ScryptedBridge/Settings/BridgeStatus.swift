import Recognition
import Synchronization

/// How the bridge is doing, for the service's page and for whoever asks.
package final class BridgeStatus: Sendable {
    package struct Report: Sendable, Hashable {
        /// Whether Scrypted reaches us, and if not, why.
        package var link = Link.waiting("The connection is being made.")
        /// Names of the cameras that are watched.
        package var watched: [String] = []
        /// One sentence for each camera that is not watched though it was chosen.
        package var refusals: [String] = []
        package var notificationsSent = 0
        package var lastError: String?
    }

    package enum Link: Sendable, Hashable {
        case waiting(String)
        case attached(since: Timestamp)
    }

    // Nothing is decided by it: it is shown.
    private let state = Mutex(Report())

    package init() {}

    package var report: Report { state.withLock { $0 } }

    func update(_ change: (inout Report) -> Void) {
        state.withLock { change(&$0) }
    }
}
