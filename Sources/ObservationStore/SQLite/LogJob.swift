import Recognition

/// One thing to be written; jobs are carried out in the order in which they came. An observation has many parts, so a job is
/// one reference to them.
indirect enum LogJob: Sendable {
    case append(Append)
    case decisions([Decision], of: UInt64)
    case snapshot(Snapshot)
    /// Takes a person out of everything, once the snapshot that knows nothing of them takes the place of all others.
    case erase([PersonID], by: UInt64, Snapshot)
    /// Nothing of its own to write: tells that everything before is.
    case flush(CheckedContinuation<Void, Never>?)

    var isAppend: Bool { if case .append = self { true } else { false } }

    /// What somebody said by hand, and would have to say again.
    var isOfPeople: Bool {
        guard case .append(let append) = self, case .corrected = append.event else { return false }
        return true
    }

    struct Append: Sendable {
        var event: LogEntry.Event
        var payload: String
        var eventTime: Timestamp
        var continuation: CheckedContinuation<UInt64, any Error>
    }

    /// The state after an entry, written out.
    struct Snapshot: Sendable {
        var sequence: UInt64
        var logged: Timestamp
        var state: String
    }
}
