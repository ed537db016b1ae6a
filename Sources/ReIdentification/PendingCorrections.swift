import Recognition

/// Corrections on their way through the log, and whoever waits for what became of them.
///
/// An entry may be folded before the log has told its writer the number; so while anybody is writing, outcomes that
/// nobody waits for yet are kept.
struct PendingCorrections {
    typealias Waiter = CheckedContinuation<CorrectionOutcome?, Never>

    private var writers = 0
    private var waiters: [UInt64: Waiter] = [:]
    private var arrived: [UInt64: CorrectionOutcome] = [:]

    /// Before an entry is appended; `written` or `writingFailed` must follow.
    mutating func willWrite() { writers += 1 }

    /// Its outcome, should it have come back already.
    mutating func written(_ sequence: UInt64) -> CorrectionOutcome? {
        let outcome = arrived.removeValue(forKey: sequence)
        writingFailed()
        return outcome
    }

    mutating func writingFailed() {
        writers -= 1
        // What is left are other instances' corrections.
        if writers == 0 { arrived = [:] }
    }

    mutating func wait(for sequence: UInt64, _ waiter: Waiter) { waiters[sequence] = waiter }

    mutating func arrive(_ outcome: CorrectionOutcome, at sequence: UInt64) {
        if let waiter = waiters.removeValue(forKey: sequence) {
            waiter.resume(returning: outcome)
        } else if writers > 0 {
            arrived[sequence] = outcome
        }
    }

    /// No entry comes any more.
    mutating func end() {
        for waiter in waiters.values { waiter.resume(returning: nil) }
        waiters = [:]
    }
}
