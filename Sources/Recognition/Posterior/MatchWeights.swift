/// A policy's numbers as log-weights (2^-32 nats), worked out once per policy.
struct MatchWeights: Sendable {
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
    private let pastCrowdPermille: Int64?
    let partner: Int64
    let togetherNew: Int64
    /// What an exemplar of the query's own camera counts less, 2^-28: without camera means, and with them.
    let rawSameCamera: Int64
    let centredSameCamera: Int64
    /// Below this similarity (2^-28) a candidate's company does not count.
    private let companyFloor: Int64

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
        pastCrowdPermille = policy.pastCrowdPermille.map { min(max($0, 0), 1_000_000) }
        partner = FixedPoint.nats(milli: policy.partnerMilliNats)
        togetherNew = FixedPoint.nats(milli: policy.togetherNewMilliNats)
        let sameCamera = min(max(policy.sameCameraMicro ?? 0, 0), 2_000_000) << 28 / 1_000_000
        centredSameCamera = sameCamera
        // As much weight is lost on either scale.
        rawSameCamera = rawSlopeMilli > 0 ? min(sameCamera * slopeMilli / rawSlopeMilli, 2 << 28) : sameCamera
        let lowest = offset >> 4
        companyFloor = policy.companyReachMicro.map { lowest - min(max($0, 0), 4_000_000) << 28 / 1_000_000 } ?? .min
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

    /// ln of a newcomer's weight among identities from before the window.
    /// - Parameter inWindow: those inside it, by whom the old rule went.
    func newcomer(identitiesBeforeWindow count: Int, inWindow: Int) -> Int64 {
        guard let pastCrowdPermille else { return newcomer(identitiesInWindow: inWindow) }
        return FixedPoint.ln(permille: 1000 + pastCrowdPermille * Int64(min(count, 1 << 20)))
    }

    /// Whether having come with somebody can speak for a candidate who looks this much like the row.
    func allowsCompany(_ similarity: Similarity) -> Bool { Int64(similarity.raw) >= companyFloor }

    /// Whether a lone candidate, seen just now, would be taken for the same person: w ≥ 3.6 against a newcomer's 1.2.
    func suffices(_ similarity: Similarity) -> Bool {
        candidate(similarity, gapMs: 0) >= Self.lnSufficient
    }

    /// ln 3.6 in 2^-32 nats.
    private static let lnSufficient = FixedPoint.ln(permille: 3_600)

    /// Whether a candidate weighs at least as much as nobody at all.
    func isAtLeastEven(_ similarity: Similarity) -> Bool { Int64(similarity.raw) << 4 >= offset }
}
