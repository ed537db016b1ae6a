/// A policy's numbers as log-weights (2^-32 nats), worked out once per policy.
struct MatchWeights: Sendable, Codable {
    /// A candidate's weight grows by so much per unit of cosine, from 1 at `offset` (a cosine times 2^32) on.
    private let slopeMilli: Int64
    private let offset: Int64
    private let rawSlopeMilli: Int64
    private let rawOffset: Int64
    private let recentMs: Int64
    private let windowMs: Int64
    private let lnWindowShare: Int64
    private let lnRetentionShare: Int64
    private let crowdPermille: Int64
    let partner: Int64
    let togetherNew: Int64

    init(_ policy: MatchPolicy) {
        // Far beyond any sensible setting, and small enough that the products below cannot overflow.
        slopeMilli = min(max(policy.slopeMilli, 0), 1_000_000)
        offset = min(max(policy.offsetMicro, -2_000_000), 2_000_000) * FixedPoint.one / 1_000_000
        rawSlopeMilli = policy.usesCameraMeans ? min(max(policy.rawSlopeMilli, 0), 1_000_000) : slopeMilli
        rawOffset =
            policy.usesCameraMeans
            ? min(max(policy.rawOffsetMicro, -2_000_000), 2_000_000) * FixedPoint.one / 1_000_000 : offset
        recentMs = policy.recentMs
        windowMs = policy.trackingWindowMs
        lnWindowShare = FixedPoint.ln(permille: policy.windowSharePermille)
        lnRetentionShare = FixedPoint.ln(permille: policy.retentionSharePermille)
        crowdPermille = min(max(policy.crowdPermille, 0), 1_000_000)
        partner = FixedPoint.nats(milli: policy.partnerMilliNats)
        togetherNew = FixedPoint.nats(milli: policy.togetherNewMilliNats)
    }

    /// ln of `exp(a·(s − b)) · g(gap)`.
    func candidate(_ similarity: Similarity, gapMs: Int64) -> Int64 {
        let appearance = FixedPoint.clamped(slopeMilli * (Int64(similarity.raw) << 4 - offset) / 1000)
        if gapMs <= recentMs { return appearance }
        return FixedPoint.clamped(appearance + (gapMs <= windowMs ? lnWindowShare : lnRetentionShare))
    }

    /// A cosine without camera means as the one with them that weighs the same.
    func calibrated(raw similarity: Similarity) -> Similarity {
        guard slopeMilli > 0, rawSlopeMilli != slopeMilli || rawOffset != offset else { return similarity }
        let distance = (Int64(similarity.raw) << 4 - rawOffset) / 1_000 * rawSlopeMilli / slopeMilli * 1_000
        return Similarity(raw: Int32(clamping: (distance + offset) >> 4))
    }

    /// ln of `1 + 0.2·K`.
    func newcomer(identitiesInWindow count: Int) -> Int64 {
        FixedPoint.ln(permille: 1000 + crowdPermille * Int64(min(count, 1 << 20)))
    }

    /// Whether a candidate weighs at least as much as nobody at all.
    func isAtLeastEven(_ similarity: Similarity) -> Bool { Int64(similarity.raw) << 4 >= offset }
}
