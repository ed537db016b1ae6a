/// How much a log on disk keeps.
package struct LogLimits: Sendable, Hashable {
    /// Entries older than this go, up to the newest snapshot that is as old.
    package var retentionMs: Int64 = 30 * 86_400_000
    /// Beyond this the oldest entries go, up to the oldest snapshot behind them.
    package var maximumBytes: Int64 = 1 << 30
    /// The state is written down after so many entries.
    package var entriesPerSnapshot = 1_000
    /// At most so many entries are removed with one snapshot: several times as many as come, few enough not to be felt.
    package var entriesPerTrim = 4_000

    /// How long an append waits for another program that writes to the file, in seconds.
    package var patience = 2.0

    package init() {}
}
