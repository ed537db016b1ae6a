/// Every number the notification policy decides by. Times are milliseconds; negative ones count as 0.
package struct NotificationRules: Sendable, Hashable {
    /// Sightings below these scores do not count.
    package var personScorePermille: Int32 = 800
    package var faceScorePermille: Int32 = 700
    /// How long a newcomer without a name is held for one.
    package var holdMs: Int64 = 10_000
    /// How long nobody is told of again, by identity and by name.
    package var coolDownMs: Int64 = 300_000
    /// The pauses before a notifier is tried again; after the last one the next notifier is tried.
    package var retryMs: [Int64] = [2_000, 8_000]
    /// What is not answered for so long has failed.
    package var answerMs: Int64 = 60_000
    /// How many notifiers there are, in their order. With none, nothing can be sent.
    package var notifiers: Int
    /// How long a notification waits for somebody to choose a notifier before it is given up.
    package var patienceMs: Int64 = 600_000
    /// So many people and so many names are remembered; beyond, the person not seen and the name not told of for longest go.
    package var maximumIdentities = 4_096
    /// So many newcomers are held (beyond, the oldest is sent early), so many notifications wait or are out (beyond, the
    /// oldest is given up), and so many suppressed pictures are kept (beyond, the oldest is given back).
    package var maximumPending = 256

    package init(notifiers: Int = 1) {
        self.notifiers = notifiers
    }
}
