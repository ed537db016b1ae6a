import Recognition

/// At most one request per second for each detection id (without one: for each camera), but none that tells of somebody
/// who was not there before.
struct RequestThrottle: Sendable {
    static let periodMs: Int64 = 1_000
    /// What was not seen for so long is new again.
    static let memoryMs: Int64 = 60_000
    /// Beyond, everything is forgotten: requests more, none less.
    static let maximumEntries = 4_096

    private var lastRequests: [DetectionEvent.Key: Timestamp] = [:]
    private var lastSeen: [DetectionEvent.Mark: Timestamp] = [:]

    var remembered: Int { lastRequests.count + lastSeen.count }

    enum Verdict: Hashable {
        /// With the marks that were not there before.
        case admitted(novel: Set<DetectionEvent.Mark>)
        case throttled
    }

    mutating func judge(_ event: DetectionEvent, at now: Timestamp) -> Verdict {
        makeRoom(now)
        let marks = event.marks
        let novel = marks.filter { mark in lastSeen[mark].map { now.since($0) > Self.memoryMs } ?? true }
        for mark in marks { lastSeen[mark] = now }
        if novel.isEmpty, let last = lastRequests[event.key], abs(now.since(last)) < Self.periodMs { return .throttled }
        lastRequests[event.key] = now
        return .admitted(novel: novel)
    }

    private mutating func makeRoom(_ now: Timestamp) {
        if lastRequests.count >= Self.maximumEntries {
            lastRequests = lastRequests.filter { abs(now.since($0.value)) < Self.periodMs }
            if lastRequests.count >= Self.maximumEntries { lastRequests = [:] }
        }
        if lastSeen.count >= Self.maximumEntries {
            lastSeen = lastSeen.filter { now.since($0.value) <= Self.memoryMs }
            if lastSeen.count >= Self.maximumEntries { lastSeen = [:] }
        }
    }
}
