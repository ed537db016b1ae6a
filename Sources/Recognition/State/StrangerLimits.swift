/// The similarities that different people have, as the state knows them now: below, a likeness is evidence of nothing.
struct StrangerLimits: Sendable {
    /// 2^-28; nil where nothing is known.
    private let raw: Int32?
    private let centered: Int32?
    private let gray: Int32?
    private let strict: Int32?

    /// - Parameter pairs: what this house has shown; it wins where the policy asks for it.
    init(_ rule: MatchPolicy.StrangerPolicy?, pairs: StrangerPairs?) {
        func learned(_ value: (StrangerPairs, Int64) -> Int64?) -> Int64? {
            guard let pairs, let least = rule?.learnedPairs else { return nil }
            return value(pairs, least)
        }
        func cosine(_ micro: Int64?) -> Int32? {
            micro.map { Int32(clamping: min(max($0, -1_000_000), 1_000_000) << 28 / 1_000_000) }
        }
        raw = cosine(learned { $0.medianMicro(.raw, from: $1) } ?? rule?.rawMicro)
        centered = cosine(learned { $0.medianMicro(.centered, from: $1) } ?? rule?.centeredMicro)
        gray = cosine(learned { $0.medianMicro(.gray, from: $1) } ?? rule?.grayMicro)
        strict = cosine(rule?.strictMicro.map { given in learned { $0.strictMicro(from: $1) } ?? given })
    }

    /// Whether half of all strangers are more alike than this.
    func isContradiction(_ likeness: Likeness) -> Bool {
        let floor =
            switch likeness.space {
            case .raw: raw
            case .centered: centered
            case .gray: gray
            }
        return floor.map { likeness.measured.raw < $0 } ?? false
    }

    /// Whether nothing is known of this house's cameras yet, and the likeness might be that of any two people here.
    func isTooEarly(_ likeness: Likeness) -> Bool {
        likeness.isFresh && (strict.map { likeness.measured.raw < $0 } ?? false)
    }
}
