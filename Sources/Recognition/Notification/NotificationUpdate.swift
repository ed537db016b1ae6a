/// Where a person was seen again after the notification began.
package struct NotificationUpdate: Sendable, Hashable {
    /// The notification of its first sighting, as in `NotificationID`.
    package let notification: UInt64
    package let tag: String
    package let person: PersonID
    package let camera: Camera
    package let picture: UInt64?
}
