/// Why a notification that is due does not go.
package enum NotificationObstacle: String, Sendable, Hashable, CaseIterable {
    case notConnected = "not-connected"
    case noNotifier = "no-notifier"
    /// The last notifier's last attempt.
    case failed = "every-notifier-failed"
    case tooMany = "too-many-pending"
}
