/// How long to wait before connecting again: twice as long after each failure, and never as long as everybody else.
package struct Backoff: Sendable {
    /// At most after the first failure.
    private let first: Duration
    /// At most after any number of failures.
    private let cap: Duration
    /// A connection that lasted this long makes up for all failures before it.
    private let steady: Duration
    private var ceiling: Duration

    package init(first: Duration = .seconds(1), cap: Duration = .seconds(60), steady: Duration = .seconds(60)) {
        self.first = first
        self.cap = cap
        self.steady = steady
        ceiling = min(first, cap)
    }

    /// - Parameters:
    ///   - lasted: how long the connection was there; zero when it never was.
    ///   - random: makes clients that lost the same server come back one by one.
    package mutating func delay(after lasted: Duration, using random: inout some RandomNumberGenerator) -> Duration {
        if lasted >= steady { ceiling = min(first, cap) }
        defer { ceiling = min(ceiling * 2, cap) }
        return ceiling * Double.random(in: 0...1, using: &random)
    }
}
