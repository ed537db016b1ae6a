import GRDB
import Recognition

/// One entry of a log on disk, with what came of it.
package struct HistoryEntry: Sendable {
    package let sequence: UInt64
    package let logged: Timestamp
    /// Nil when it cannot be read any more. Of a tombstone, what is left of it: rows of those who were forgotten have
    /// neither embedding nor name nor track.
    package var entry: LogEntry?
    /// One per sighting; nil when none were written yet, or they cannot be read any more.
    package var decisions: [Decision]?
    /// Somebody in it was forgotten, so it cannot be folded again.
    package let isTombstone: Bool
    /// Decisions were written, readable or not.
    let isDecided: Bool

    init(_ row: Row) {
        sequence = UInt64(row["sequence"] as Int64)
        logged = Timestamp(milliseconds: row["logged"])
        let event = try? LogCoding.event(row["payload"])
        entry = event.map { [sequence, logged] in LogEntry(sequence: sequence, logged: logged, event: $0) }
        let text: String? = row["decisions"]
        decisions = text.flatMap { try? LogCoding.value($0) }
        isDecided = text != nil
        isTombstone = (row["erasedRows"] as Int64) > 0
    }

    package var observation: FrameObservation? {
        if case .observed(let observation)? = entry?.event { observation } else { nil }
    }
}
