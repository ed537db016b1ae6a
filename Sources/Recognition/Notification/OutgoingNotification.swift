/// One attempt to tell of somebody.
package struct OutgoingNotification: Sendable, Hashable {
    package let id: NotificationID
    package let person: PersonID
    /// Nil is told as "Person".
    package let name: String?
    /// Where its first sighting was, and the first picture from there.
    package let camera: Camera
    package let picture: UInt64?
    /// The same for all notifications of a person, so that phones let the newer replace the older. Somebody of another name
    /// under the same id gets another.
    package let tag: String
    /// Index in the chosen list.
    package let notifier: Int
    /// With this notifier, from 1.
    package let attempt: Int
    package let occasion: Occasion

    /// Why it is sent now.
    package enum Occasion: String, Sendable, Hashable, CaseIterable {
        case named
        /// Nobody gave a name in time.
        case unnamed
        /// Too many were held; this was the oldest.
        case early
        /// Was told of as "Person" and has got a name since.
        case upgrade
        case retry
        case nextNotifier = "next-notifier"
        /// The connection was lost before an answer came.
        case reconnected
    }
}
