import ScryptedRPC
import Synchronization

/// A phone that remembers what was sent to it.
package final class FakeNotifier: HostDevice {
    /// One call of `sendNotification` that went well.
    package struct Notification: Sendable {
        package var title: String
        package var options: JSONValue
        /// Fetched from the sender, as a notifier does that shows the picture.
        package var picture: [UInt8]?
        package var mimeType: String?
    }

    /// How it behaves.
    package struct Behavior: Sendable {
        /// So many calls from now on fail.
        package var failures = 0
        /// So many calls from now on are never answered.
        package var silences = 0
        /// As notifiers do that show text only.
        package var ignoresPictures = false

        package init() {}
    }

    private enum Turn {
        case fail, stayAway, take
    }

    package let id: String
    package let name: String
    private let behavior = Mutex(Behavior())
    /// What came through, in order.
    package let notifications = Recording<Notification>()
    /// Titles of every call, those that failed among them.
    package let attempts = Recording<String>()

    init(id: String, name: String) {
        self.id = id
        self.name = name
    }

    package func update(_ change: (inout Behavior) -> Void) {
        behavior.withLock { change(&$0) }
    }

    package func call(_ method: String, _ arguments: [RPCValue]) async throws -> RPCValue {
        guard method == "sendNotification" else { throw RPCRemoteError(message: "the twin of a notifier has no \(method)") }
        let title = arguments.first?.text ?? ""
        attempts.append(title)
        switch nextTurn() {
        case .fail: throw RPCRemoteError(message: "the push service is not there")
        case .stayAway: try await Forever.wait()
        case .take: break
        }
        var notification = Notification(title: title, options: arguments.count > 1 ? arguments[1].plain ?? .null : .null)
        if arguments.count > 2, !behavior.withLock({ $0.ignoresPictures }) {
            try await fetch(arguments[2], into: &notification)
        }
        notifications.append(notification)
        return .null
    }

    private func nextTurn() -> Turn {
        behavior.withLock { behavior in
            if behavior.failures > 0 {
                behavior.failures -= 1
                return .fail
            }
            if behavior.silences > 0 {
                behavior.silences -= 1
                return .stayAway
            }
            return .take
        }
    }

    private func fetch(_ media: RPCValue, into notification: inout Notification) async throws {
        guard let proxy = media.proxy else { return }
        notification.mimeType = proxy.signature.properties["mimeType"]?.string
        guard case .bytes(let bytes) = try await proxy.call("getData") else {
            throw RPCRemoteError(message: "a media object without bytes")
        }
        notification.picture = bytes
    }
}
