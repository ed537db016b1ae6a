import ArgumentParser
import Foundation
import ObservationStore
import Recognition

/// `reid replay`: what was logged, decided once more.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Decide once more what was logged, and say what would have been different.",
        discussion: "Without another policy every decision must come out as it was given; if one does not, the exit code is 70.")

    @OptionGroup var folder: HomeChoice
    @OptionGroup var file: LogFileSettings

    @Option(help: "Compare from here on: 36h, 7d, 2026-11-01 or 2026-11-01T18:30:00Z. (default: from the beginning)")
    var since: Moment?

    @Option(help: "The cosine from which two pictures show the same person.")
    var threshold: Double?

    @Option(help: "The calibration's a: how fast the weight of a candidate grows with its similarity.")
    var slope: Double?

    @Option(help: "The calibration's b: the similarity at which a candidate weighs as much as a stranger.")
    var offset: Double?

    @Option(help: "Seconds after which somebody unseen counts as new again.")
    var window: Double?

    @Option(help: "Seconds for which somebody unseen keeps the same id.")
    var retention: Double?

    @Flag(help: "A JSON object instead of text.")
    var json = false

    func validate() throws {
        if let threshold { try SettingRange.check("threshold", threshold, -1...1) }
        if let slope { try SettingRange.check("slope", slope, 0...1_000) }
        if let offset { try SettingRange.check("offset", offset, -2...2) }
        if let window { try SettingRange.check("window", window, 1...86_400) }
        if let retention { try SettingRange.check("retention", retention, 1...604_800) }
    }

    func run() async throws {
        guard let log = file.file(in: HomeFolder(setting: folder.home)) else {
            throw CommandFailure.usage("A log in memory cannot be replayed: name a file with --log.")
        }
        let change = change
        let replacement: Replay.Change? = change.isEmpty ? nil : { @Sendable in change.applied(to: $0) }
        let start = since?.timestamp(now: Date())
        let report: ReplayReport
        do {
            report = try await ObservationHistory(file: log).replay(since: start, changing: replacement)
        } catch let error as StoreError {
            throw CommandFailure.unavailable("\(error)")
        }
        if json { try printJSON(report) } else { print(Self.text(report, isOwnPolicy: change.isEmpty)) }
        guard !change.isEmpty || report.differingRows == 0 else {
            throw CommandFailure.internalError(
                "\(report.differingRows) of \(report.rows) decisions do not come out as they were given.")
        }
    }

    private var change: PolicyChange {
        var change = PolicyChange()
        (change.threshold, change.slope, change.offset) = (threshold, slope, offset)
        change.windowMs = window.map { Int64($0 * 1000) }
        change.retentionMs = retention.map { Int64($0 * 1000) }
        return change
    }

    private static func text(_ report: ReplayReport, isOwnPolicy: Bool) -> String {
        var lines = ["\(report.rows) decisions of \(report.entries) entries were computed again; \(report.differingRows) differ."]
        if isOwnPolicy {
            if report.differingRows == 0 { lines.append("Every decision comes out bit for bit as it was given.") }
        } else {
            lines += [
                "Notifications saved (was new, would not be): \(report.notificationsSaved)",
                "Notifications added (was not new, would be): \(report.notificationsAdded)",
                "People of whom nobody would have been told: \(report.peopleMissed)",
            ]
        }
        if report.tombstones > 0 {
            lines.append("Skipped, because somebody in them was forgotten: \(report.tombstones) entries.")
        }
        if report.unreadable > 0 { lines.append("Skipped, because they cannot be read any more: \(report.unreadable) entries.") }
        if report.uncertainRows > 0 {
            lines.append("Not compared, because entries before them are missing: \(report.uncertainRows) decisions.")
        }
        return lines.joined(separator: "\n")
    }
}
