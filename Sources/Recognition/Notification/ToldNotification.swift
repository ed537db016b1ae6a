/// A notification that a notifier took.
struct ToldNotification: Sendable, Hashable {
    let notification: UInt64
    /// Whose sighting it told of; it may speak for other identities of the same name.
    let person: PersonID
    let name: String?
    let tag: String
    var delivered: Timestamp
}
