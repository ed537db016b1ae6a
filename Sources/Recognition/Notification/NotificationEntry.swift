/// One thing that the notification policy is told, and when.
package struct NotificationEntry: Sendable, Hashable {
    /// On a clock that does not go back; an earlier time counts as the last one.
    package var time: Timestamp
    package var event: NotificationEvent

    package init(time: Timestamp, event: NotificationEvent) {
        self.time = time
        self.event = event
    }
}
