import Foundation
import Recognition

extension MatchPolicy {
    /// The plain cosine from which a lone candidate, seen just now, is taken for the same person: b + ln 3.6 / a.
    var loneCandidateThreshold: Double {
        Double(offsetMicro) / 1_000_000 + log(3.6) * 1000 / Double(slopeMilli)
    }
}
