import Recognition

/// What a replay decides by instead of what was in force; nil leaves a number as it was.
package struct PolicyChange: Sendable, Hashable {
    /// The plain cosine from which a lone candidate, seen just now, is the same person.
    package var threshold: Double?
    /// The calibration a and b; b is overruled by `threshold`.
    package var slope: Double?
    package var offset: Double?
    package var windowMs: Int64?
    package var retentionMs: Int64?

    package init() {}

    package var isEmpty: Bool { self == PolicyChange() }

    package func applied(to policy: MatchPolicy) -> MatchPolicy {
        var policy = policy
        if let slope { policy.slopeMilli = Int64((slope * 1000).rounded()) }
        if let offset { policy.offsetMicro = Int64((offset * 1_000_000).rounded()) }
        if let threshold {
            let plain = MatchPolicy(threshold: threshold, slope: Double(policy.slopeMilli) / 1000)
            policy.offsetMicro = plain.offsetMicro
            // A candidate at the threshold has to suffice on every camera, from the first picture on.
            policy.sameCameraMicro = plain.sameCameraMicro
            policy.strangers?.strictMicro = nil
        }
        if let windowMs { policy.trackingWindowMs = windowMs }
        if let retentionMs { policy.identityRetentionMs = retentionMs }
        return policy
    }
}
