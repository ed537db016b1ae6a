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
            without("a space for gray") { $0.grayChromaTenths = 0 },
            without("the exemplars' mean: the best one instead") { $0.pooling = .maximum },
            without("the exemplars' mean: their direction instead") { $0.pooling = .centroid },
            without("company (partners)") { $0.partnerMilliNats = 0 },
            without("company of newcomers") { $0.togetherNewMilliNats = 0 },
            without("a crowd's weight") { $0.crowdPermille = 0 },
            without("time since seen") { $0.windowSharePermille = 1_000 },
            without("a second look at a track") { $0.trackLooks = 1 },
            without("tracks") { $0.trackFreshMs = 0 },
        ]
    }
}

extension MatchPolicy {
    /// Judges raw cosines by the pair that was measured on them.
    fileprivate mutating func useRawPair() {
        slopeMilli = rawSlopeMilli
        offsetMicro = rawOffsetMicro
    }
}
