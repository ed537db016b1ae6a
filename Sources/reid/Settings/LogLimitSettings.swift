import ArgumentParser
import ObservationStore

/// How much of the log is kept. One declaration here is the flag, `REID_…`, and the key in `settings.json`.
struct LogLimitSettings: ParsableArguments {
    @Option(help: "Days for which observations are kept.")
    var logRetentionDays = 30.0

    @Option(help: "Megabytes that observations may take; beyond, the oldest go.")
    var logMaxMegabytes = 1_024

    func validate() throws {
        try SettingRange.check("log-retention-days", logRetentionDays, 0.01...3_650)
        try SettingRange.check("log-max-megabytes", logMaxMegabytes, 1...1_048_576)
    }

    var limits: LogLimits {
        var limits = LogLimits()
        limits.retentionMs = Int64(logRetentionDays * 86_400_000)
        limits.maximumBytes = Int64(logMaxMegabytes) << 20
        return limits
    }
}
