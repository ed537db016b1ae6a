import Recognition

/// A constant of the decision and the values it is tried with, to see how much hangs on it.
package struct PolicyCurve: Sendable {
    /// With its unit.
    package let name: String
    /// Ascending, the value in use among them.
    package let values: [Double]
    package let chosen: Double
    private let change: @Sendable (inout MatchPolicy, Double) -> Void

    /// - Parameters:
    ///   - values: in the unit that the name says.
    ///   - scale: how many of the policy's own units are one of those.
    private init<Value: BinaryInteger & Sendable>(
        _ name: String, _ field: WritableKeyPath<MatchPolicy, Value> & Sendable, of policy: MatchPolicy, scale: Double = 1,
        _ values: [Double]
    ) {
        self.name = name
        chosen = Double(policy[keyPath: field]) / scale
        self.values = Set(values + [chosen]).sorted()
        change = { $0[keyPath: field] = Value(($1 * scale).rounded()) }
    }

    package func policy(_ policy: MatchPolicy, with value: Double) -> MatchPolicy {
        var changed = policy
        change(&changed, value)
        return changed
    }

    /// Every constant that is worth a curve.
    package static func all(of policy: MatchPolicy) -> [PolicyCurve] {
        let b = Double(policy.offsetMicro) / 1e6
        return [
            PolicyCurve("b (cosine)", \.offsetMicro, of: policy, scale: 1e6, (-4...4).map { b + Double($0) * 0.03 }),
            PolicyCurve("a", \.slopeMilli, of: policy, scale: 1e3, [10, 14, 18, 22, 26]),
            PolicyCurve("company (nats)", \.partnerMilliNats, of: policy, scale: 1e3, [0, 1, 2, 3, 4]),
            PolicyCurve("company of newcomers (nats)", \.togetherNewMilliNats, of: policy, scale: 1e3, [0, 1, 2, 3, 4, 5]),
            PolicyCurve("weight per person of a crowd", \.crowdPermille, of: policy, scale: 1e3, [0, 0.1, 0.2, 0.4, 0.8]),
            PolicyCurve("weight after 33 s", \.windowSharePermille, of: policy, scale: 1e3, [0.1, 0.2, 0.4, 0.7, 1]),
            PolicyCurve("weight of the mean of all cameras", \.meanShrink, of: policy, [0, 4, 8, 20, 50]),
            PolicyCurve("looks before a mean is used", \.meanCrops, of: policy, [1, 5, 10, 20]),
            PolicyCurve("looks at a fresh track", \.trackLooks, of: policy, [1, 2, 3]),
            PolicyCurve("track verified after (s)", \.trackVerifyMs, of: policy, scale: 1e3, [5, 10, 20, 30, 60]),
            PolicyCurve("retention (min)", \.identityRetentionMs, of: policy, scale: 60_000, [2, 10, 60, 240]),
        ]
    }
}
