import ArgumentParser
import Foundation
import ObservationStore

/// Where observations are logged. One declaration here is the flag, `REID_…`, and the key in `settings.json`.
struct LogFileSettings: ParsableArguments {
    @Option(
        help:
            "The file that observations are kept in, or `memory`. (default: observations.sqlite in the home folder; memory with --clock request)"
    )
    var log: String?

    /// The file meant by these settings; nil for `memory`.
    func file(in home: HomeFolder) -> URL? {
        guard log != "memory" else { return nil }
        return log.map { URL(fileURLWithPath: $0) } ?? home.url.appendingPathComponent("observations.sqlite")
    }

    /// - Parameter clock: a replay of requests is not to be mixed with what was really seen, unless a file is named.
    func place(in home: HomeFolder, limits: LogLimits, clock: RequestClock) -> LogPlace {
        guard let file = file(in: home), log != nil || clock == .wall else { return .memory }
        return .file(file, limits)
    }
}
