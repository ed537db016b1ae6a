/// What the notification policy is told.
package enum NotificationEvent: Sendable, Hashable {
    case sighted(NotificationSighting)
    /// Time has passed; wanted at `nextWake`.
    case timer
    /// The notifier took it.
    case delivered(NotificationID)
    /// The notifier did not take it. Tell of a lost connection first: what it breaks off uses up no attempt.
    case failed(NotificationID)
    case disconnected
    case connected
    /// From here on these rules hold; everything that is to be sent starts again at the first notifier.
    case configured(NotificationRules)
}
