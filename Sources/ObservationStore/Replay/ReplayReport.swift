/// What another policy would have answered, compared with what was answered.
package struct ReplayReport: Sendable, Hashable, Codable {
    /// Entries folded, those before the period included.
    package var entries = 0
    /// Rows whose answers were compared.
    package var rows = 0
    /// Rows with another answer, in whatever respect.
    package var differingRows = 0
    /// Was new, and would not have been.
    package var notificationsSaved = 0
    /// Was not new, and would have been.
    package var notificationsAdded = 0
    /// People who were told of, and of whom nobody would have been told.
    package var peopleMissed = 0
    /// Entries left out, because somebody in them was forgotten.
    package var tombstones = 0
    /// Entries left out, because they cannot be read any more.
    package var unreadable = 0
    /// Rows between a left-out entry and the next snapshot: without it they cannot be computed again.
    package var uncertainRows = 0

    package init() {}
}
