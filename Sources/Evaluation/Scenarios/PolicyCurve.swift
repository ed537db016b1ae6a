import Recognition

/// A constant of the decision and the values it is tried with, to see how much hangs on it.
package struct PolicyCurve: Sendable {
    /// With its unit.
    package let name: String
    /// Ascending, the value in use among them.
    package let values: [Double]
    /// The value in use; nil when the rule is off.
    package let chosen: Double?
    private let change: @Sendable (inout MatchPolicy, Double) -> Void

    private init(
        _ name: String, of chosen: Double?, _ values: [Double], _ change: @escaping @Sendable (inout MatchPolicy, Double) -> Void
    ) {
        self.name = name
        self.chosen = chosen
        self.values = Set(values + [chosen].compactMap(\.self)).sorted()
        self.change = change
    }

    package func policy(_ policy: MatchPolicy, with value: Double) -> MatchPolicy {
        var changed = policy
        change(&changed, value)
        return changed
    }

    /// Every constant that is worth a curve. Constants of a rule that is off are left out.
    package static func all(of policy: MatchPolicy) -> [PolicyCurve] {
        /// - Parameter scale: how many of the policy's own units are one of those that the name says.
        func curve<Value: BinaryInteger & Sendable>(
            _ name: String, _ field: WritableKeyPath<MatchPolicy, Value> & Sendable, scale: Double = 1, _ values: [Double]
        ) -> PolicyCurve {
            PolicyCurve(name, of: Double(policy[keyPath: field]) / scale, values) {
                $0[keyPath: field] = Value(($1 * scale).rounded())
            }
        }
        /// Of an optional rule.
        func rule<Rule: Sendable, Value: BinaryInteger & Sendable>(
            _ name: String, _ rule: WritableKeyPath<MatchPolicy, Rule?> & Sendable,
            _ field: WritableKeyPath<Rule, Value> & Sendable, scale: Double = 1, _ values: [Double]
        ) -> PolicyCurve {
            PolicyCurve(name, of: policy[keyPath: rule].map { Double($0[keyPath: field]) / scale }, values) {
                $0[keyPath: rule]?[keyPath: field] = Value(($1 * scale).rounded())
            }
        }
        let b = Double(policy.offsetMicro) / 1e6
        return [
            curve("b (cosine)", \.offsetMicro, scale: 1e6, (-4...4).map { b + Double($0) * 0.03 }),
            curve("a", \.slopeMilli, scale: 1e3, [6, 10, 14, 18, 22, 26]),
            rule("same camera (cosine)", \.sameCameraMicro, \.self, scale: 1e6, [0, 0.04, 0.08, 0.12, 0.16]),
            rule("reach of company (cosine)", \.companyReachMicro, \.self, scale: 1e6, [0, 0.05, 0.1, 0.2, 0.4]),
            curve("company (nats)", \.partnerMilliNats, scale: 1e3, [0, 1, 2, 3, 4]),
            curve("company of newcomers (nats)", \.togetherNewMilliNats, scale: 1e3, [0, 1, 2, 3, 4, 5]),
            curve("weight per person of a crowd", \.crowdPermille, scale: 1e3, [0, 0.1, 0.2, 0.4, 0.8]),
            rule("weight per person from before", \.pastCrowdPermille, \.self, scale: 1e3, [0, 0.05, 0.1, 0.2, 0.4]),
            curve("weight after 33 s", \.windowSharePermille, scale: 1e3, [0.1, 0.2, 0.4, 0.7, 1]),
            rule("joins a look from (cosine)", \.looks, \.joinMicro, scale: 1e6, [0.4, 0.5, 0.6, 0.7, 0.8]),
            rule("looks kept of a camera", \.looks, \.maximum, [32, 64, 128, 256, 512]),
            rule("looks before a mean is used", \.looks, \.minimum, [1, 5, 10, 20]),
            rule("weight of all cameras' mean (looks)", \.looks, \.shrink, [0, 4, 8, 20, 50]),
            curve("looks at a fresh track", \.trackLooks, [1, 2, 3]),
            rule("second look left out from (P)", \.verification, \.surePermille, scale: 1e3, [0.75, 0.8, 0.9, 0.95, 1]),
            rule("second look after (s)", \.verification, \.secondLookMs, scale: 1e3, [0, 1, 1.5, 2, 3]),
            rule("verification at most after (s)", \.verification, \.longestMs, scale: 1e3, [10, 30, 60, 120]),
            curve("retention (min)", \.identityRetentionMs, scale: 60_000, [2, 10, 60, 240]),
        ].filter { $0.chosen != nil }
    }
}
