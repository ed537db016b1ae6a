import Recognition

/// Where a log on disk ends, and what waits to be written behind that.
struct LogTail: Sendable {
    var sequence: UInt64 = 0
    var logged = Timestamp(milliseconds: .min)
    /// How far the wall clock was behind the log when it was opened.
    var lagMs: Int64 = 0
    /// Bounded by the requests in flight, and what is folded meanwhile.
    var waiting: [LogJob] = []
    /// Somebody carries out jobs, and will look for more.
    var isWriting = false
    var isClosed = false

    var lastFolded: LogEntry?
    /// After which entry the newest snapshot was taken.
    var snapshot: UInt64 = 0
    var isSnapshotUnderWay = false

    /// Decisions that are written once a second, or when there are `usualUnwritten`. Should they be refused until there are
    /// more than `maximumUnwritten`, the next start computes them again.
    private(set) var unwritten: [LogJob] = []
    static let usualUnwritten = 256
    static let maximumUnwritten = 10_000

    /// What the writing connection was told last; nil when nothing yet.
    var waitsForDisk: Bool?

    /// Something was erased, and the write-ahead log may still have the pages as they were.
    var hasErasedPages = false

    /// Notes that an entry was folded: whether the state should be written down now.
    mutating func isSnapshotDue(after entry: LogEntry, every count: Int) -> Bool {
        lastFolded = entry
        guard entry.sequence >= snapshot + UInt64(max(count, 1)), !isSnapshotUnderWay else { return false }
        isSnapshotUnderWay = true
        return true
    }

    /// Has decisions wait.
    mutating func postpone(_ decisions: [LogJob]) {
        unwritten += decisions
        if unwritten.count > Self.maximumUnwritten { unwritten = [] }
    }

    /// All that waits, and decisions when it is time for them; nil, and nobody writes any more, when nothing does.
    mutating func takeBatch() -> [LogJob]? {
        guard !waiting.isEmpty else {
            isWriting = false
            return nil
        }
        defer { waiting = [] }
        // Everything but an entry relies on all decisions before it.
        guard unwritten.count >= Self.usualUnwritten || !waiting.allSatisfy(\.isAppend) else { return waiting }
        defer { unwritten = [] }
        return unwritten + waiting
    }
}
