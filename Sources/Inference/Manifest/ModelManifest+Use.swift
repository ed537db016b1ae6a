import Imaging
import Recognition

extension ModelManifest {
    /// Name and version: what is logged with every embedding.
    package var id: ModelID { ModelID("\(name)@\(version)") }

    /// How its similarities are judged.
    /// - Parameter threshold: a plain raw cosine that a person asked for; it wins over the manifest.
    package func policy(threshold: Double? = nil) -> MatchPolicy {
        var policy = rawPolicy(threshold: threshold)
        policy.strangers?.rawMicro = thresholds.floors.map { Self.micro($0.raw) }
        guard threshold == nil else { return policy }
        // Until a camera's mean is known its raw cosines are judged by the raw pair.
        (policy.rawSlopeMilli, policy.rawOffsetMicro) = (policy.slopeMilli, policy.offsetMicro)
        let pair = thresholds.calibrated ?? Thresholds.unmeasured
        policy.usesCameraMeans = true
        policy.slopeMilli = Int64((pair.a * 1_000).rounded())
        policy.offsetMicro = Self.micro(pair.b)
        policy.sameCameraMicro = MatchPolicy.usualSameCameraMicro
        let rawThreshold = policy.rawThresholdMicro
        policy.looks?.joinMicro = rawThreshold
        policy.strangers?.strictMicro = thresholds.strict.map(Self.micro) ?? Thresholds.unmeasuredStrictMicro
        if let floors = thresholds.floors {
            policy.strangers?.centeredMicro = Self.micro(floors.centered)
            policy.strangers?.grayMicro = Self.micro(floors.gray)
        } else {
            policy.strangers?.learnedPairs = Thresholds.learnedPairs
        }
        return policy
    }

    private func rawPolicy(threshold: Double?) -> MatchPolicy {
        let slope = thresholds.slope ?? thresholds.raw?.a ?? Thresholds.unmeasured.a
        if threshold == nil, let raw = thresholds.raw {
            return MatchPolicy(slopeMilli: Int64((raw.a * 1_000).rounded()), offsetMicro: Self.micro(raw.b))
        }
        // A cosine; anything beyond is held to it, so that no number from outside can overflow.
        let asked = threshold ?? thresholds.threshold ?? Thresholds.unmeasuredThreshold
        return MatchPolicy(threshold: asked.isNaN ? 1 : min(max(asked, -1), 1), slope: slope)
    }

    private static func micro(_ cosine: Double) -> Int64 { Int64((cosine * 1_000_000).rounded()) }
}

extension ModelManifest.Thresholds {
    /// For a model that was never measured: on cosines without camera means, whose scale differs little from model to model.
    package static let unmeasured = Pair(a: 16, b: 0.26)
    /// On raw cosines, whose scale differs a lot: what the Smart Notifier's own service uses.
    package static let unmeasuredThreshold = 0.6
    /// Far above what different people have by any model that was measured (docs/evaluation.md).
    package static let unmeasuredStrictMicro: Int64 = 850_000
    /// Pairs of people in one picture from which on the house's own numbers win.
    package static let learnedPairs: Int64 = 30
}

extension ModelManifest.Input {
    /// [1, 3, H, W] or [1, H, W, 3].
    package var tensorShape: [Int] {
        switch layout {
        case .nchw: [1, 3, height, width]
        case .nhwc: [1, height, width, 3]
        }
    }

    /// Nil only for values that `ModelManifest(parsing:)` turns away.
    package var preprocessing: CropPreprocessor.Configuration? {
        CropPreprocessor.Configuration(
            width: width, height: height, colorOrder: colorOrder == .rgb ? .rgb : .bgr, scale: scale, mean: mean,
            std: std, resize: resize == .bilinear ? .bilinear : .antialiasedBilinear,
            layout: layout == .nchw ? .nchw : .nhwc)
    }
}
