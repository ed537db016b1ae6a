import Recognition
import ScryptedRPC

extension OutgoingNotification {
    /// What stands on the phone's screen.
    var title: String { "\(name ?? "Person") at \(camera.name)" }

    /// The rest, as Scrypted's notifiers take it. Phones let a notification replace an older one of the same tag.
    func options(at time: Timestamp) -> JSONValue {
        [
            "body": .string("\(name ?? "Somebody new") was seen by \(camera.name)."), "tag": .string(tag),
            "timestamp": .integer(time.milliseconds),
        ]
    }
}

extension NotificationObstacle {
    /// One sentence for the service's page.
    var sentence: String {
        switch self {
        case .notConnected: "A notification waits for the connection to Scrypted."
        case .noNotifier: "A notification waits for somebody to choose a notifier."
        case .failed: "Every notifier failed."
        case .tooMany: "Too many notifications waited."
        }
    }
}
