/// A policy with its numbers as log-weights, which are worked out once per policy. Written down as the policy alone.
struct PolicyInForce: Sendable {
    let policy: MatchPolicy
    let weights: MatchWeights

    init(_ policy: MatchPolicy) {
        self.policy = policy
        weights = MatchWeights(policy)
    }
}

extension PolicyInForce: Codable {
    init(from decoder: any Decoder) throws { self.init(try MatchPolicy(from: decoder)) }

    func encode(to encoder: any Encoder) throws { try policy.encode(to: encoder) }
}
