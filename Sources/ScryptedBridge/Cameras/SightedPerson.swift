import Recognition

/// A recognised row, and how to get a picture of it.
struct SightedPerson: Sendable {
    var sighting: NotificationSighting
    /// A JPEG of the person and a little around; nil when there was no picture. Done only when somebody wants it.
    var excerpt: (@Sendable () async throws -> [UInt8])?
}
