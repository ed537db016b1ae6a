/// Why a sighting starts no notification.
package enum NotificationSuppression: String, Sendable, Hashable, CaseIterable {
    case otherClass = "other-class"
    case score
    /// A notification of this person is held, waits or is out.
    case pending
    /// This person was told of inside the cool-down.
    case coolDown = "cool-down"
    /// Another identity under the same name was, or is about to be.
    case sameName = "same-name"
    /// Told of before the cool-down, and has not left since.
    case told
}
