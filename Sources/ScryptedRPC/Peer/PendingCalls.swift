/// Our calls that wait for their result.
struct PendingCalls: Sendable {
    struct Call: Sendable {
        let waiter: CheckedContinuation<RPCValue, any Error>
        let method: String?
        /// By the peer's clock.
        let deadline: Duration
        /// The objects in the call: the peer must not forget them before it has answered.
        let proxies: [RemoteProxy]
    }

    private var calls: [String: Call] = [:]
    /// When somebody is going to look for late calls.
    private var alarm: Duration?

    var count: Int { calls.count }

    func contains(_ id: String) -> Bool { calls[id] != nil }

    /// - Returns: the time of an alarm that has to be set; nil when one goes off early enough.
    mutating func insert(_ call: Call, id: String) -> Duration? {
        calls[id] = call
        if let alarm, alarm <= call.deadline { return nil }
        alarm = call.deadline
        return call.deadline
    }

    mutating func remove(_ id: String) -> Call? { calls.removeValue(forKey: id) }

    mutating func removeAll() -> [Call] {
        defer { calls = [:] }
        return Array(calls.values)
    }

    /// An alarm goes off.
    /// - Returns: the calls that are late, and the time of the next alarm to be set. An alarm that an earlier one replaced
    ///   does nothing.
    mutating func ring(_ time: Duration, now: Duration) -> (late: [Call], next: Duration?) {
        guard alarm == time else { return ([], nil) }
        var late: [Call] = []
        for (id, call) in calls where call.deadline <= now {
            late.append(call)
            calls[id] = nil
        }
        alarm = calls.values.map(\.deadline).min()
        return (late, alarm)
    }
}
