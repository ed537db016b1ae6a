/// Milliseconds since 1970, as every client of the service counts them.
package struct Timestamp: Sendable, Hashable, Comparable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool {
        a.milliseconds < b.milliseconds
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is the later one. Saturates, because times come from clients.
    package func since(_ earlier: Timestamp) -> Int64 {
        let (difference, overflows) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        guard overflows else { return difference }
        return milliseconds < 0 ? .min : .max
    }
}
