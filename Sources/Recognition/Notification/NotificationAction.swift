/// What the notification policy wants done, in this order; each says enough for a line in the log.
package enum NotificationAction: Sendable, Hashable {
    /// Call the notifier, and answer with `delivered` or `failed`.
    case send(OutgoingNotification)
    /// Not sent yet, so that a name may come.
    case held(PersonID, until: Timestamp)
    /// It should go now and cannot; said once per obstacle.
    case waiting(PersonID, NotificationObstacle)
    case suppressed(PersonID, NotificationSuppression)
    /// The suppressed sighting, for who wants to bring the first notification up to date. Its picture is kept until a newer
    /// one replaces it or it is as old as the cool-down.
    case update(NotificationUpdate)
    /// It will not be sent (again); the person is owed a notification at the next sighting.
    case givenUp(OutgoingNotification, NotificationObstacle)
    /// No action will speak of this picture any more.
    case forgetPicture(UInt64)
}
