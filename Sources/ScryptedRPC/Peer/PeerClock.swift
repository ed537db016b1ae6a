/// A clock as the peer needs it: time since the connection began.
struct PeerClock: Sendable {
    let now: @Sendable () -> Duration
    /// Until that time; at once when it has passed.
    let sleep: @Sendable (_ until: Duration) async throws -> Void

    init<C: Clock>(_ clock: C) where C.Duration == Duration {
        let start = clock.now
        self.now = { start.duration(to: clock.now) }
        self.sleep = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }
}
