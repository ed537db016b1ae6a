import Recognition

/// The decision with one of its parts left out, to see what the part is worth.
package struct Ablation: Sendable {
    package let name: String
    package let policy: MatchPolicy

    /// - Parameter policy: with everything.
    package static func all(of policy: MatchPolicy) -> [Ablation] {
        func without(_ name: String, _ change: (inout MatchPolicy) -> Void) -> Ablation {
            var changed = policy
            change(&changed)
            return Ablation(name: name, policy: changed)
        }
        return [
            Ablation(name: "everything", policy: policy),
            without("cameras' means") {
                $0.usesCameraMeans = false; $0.useRawPair()
            },
            without("means of looks: of crops instead") { $0.looks = nil },
            without("the same-camera handicap") { $0.sameCameraMicro = nil },
            without("looks of one's own for company") { $0.companyReachMicro = nil },
            without("a crowd from before the window") { $0.pastCrowdPermille = nil },
            without("floors below which nobody is recognized") { $0.strangers = nil },
            without("fewer looks at who is followed") { $0.verification = nil },
            without("a space for gray") { $0.grayChromaTenths = 0 },
            without("the exemplars' mean: the best one instead") { $0.pooling = .maximum },
            without("the exemplars' mean: their direction instead") { $0.pooling = .centroid },
            without("company (partners)") { $0.partnerMilliNats = 0 },
            without("company of newcomers") { $0.togetherNewMilliNats = 0 },
            without("a crowd's weight") { $0.crowdPermille = 0 },
            without("time since seen") { $0.windowSharePermille = 1_000 },
            without("a second look at a track") { $0.trackLooks = 1 },
            without("tracks") { $0.trackFreshMs = 0 },
            Ablation(name: "all rules that came with the timeline", policy: policy.withoutLaterRules),
        ]
    }
}

extension MatchPolicy {
    /// The same constants without the rules that came with the real timeline.
    package var withoutLaterRules: MatchPolicy {
        var policy = self
        policy.sameCameraMicro = nil
        policy.companyReachMicro = nil
        policy.pastCrowdPermille = nil
        policy.looks = nil
        policy.strangers = nil
        policy.verification = nil
        policy.nameScorePermille = nil
        return policy
    }

    /// Judges raw cosines by the pair that was measured on them.
    fileprivate mutating func useRawPair() {
        slopeMilli = rawSlopeMilli
        offsetMicro = rawOffsetMicro
    }
}
