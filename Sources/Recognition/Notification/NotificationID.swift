/// One sending of one notification; an answer names it.
package struct NotificationID: Sendable, Hashable {
    /// The notification, from 1.
    package let notification: UInt64
    /// Which of its sendings, from 1; 0 before the first.
    package let sending: Int
}
