import Foundation
import Recognition

extension MatchPolicy {
    /// The plain cosine from which a lone candidate, seen just now, is taken for the same person: b + ln 3.6 / a.
    ///
    /// On raw cosines: what two pictures can be compared by without knowing their cameras.
    var loneCandidateThreshold: Double {
        let (slope, offset) = usesCameraMeans ? (rawSlopeMilli, rawOffsetMicro) : (slopeMilli, offsetMicro)
        return Double(offset) / 1_000_000 + log(3.6) * 1000 / Double(slope)
    }
}
