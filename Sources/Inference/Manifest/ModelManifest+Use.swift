import Imaging
import Recognition

extension ModelManifest {
    /// Name and version: what is logged with every embedding.
    package var id: ModelID { ModelID("\(name)@\(version)") }

    /// How its similarities are judged.
    /// - Parameter threshold: a plain raw cosine that a person asked for; it wins over the manifest.
    package func policy(threshold: Double? = nil) -> MatchPolicy {
        var policy = rawPolicy(threshold: threshold)
        guard threshold == nil, let calibrated = thresholds.calibrated else { return policy }
        // Until a camera's mean is known its raw cosines are judged by the raw pair.
        (policy.rawSlopeMilli, policy.rawOffsetMicro) = (policy.slopeMilli, policy.offsetMicro)
        policy.usesCameraMeans = true
        policy.slopeMilli = Int64((calibrated.a * 1_000).rounded())
        policy.offsetMicro = Int64((calibrated.b * 1_000_000).rounded())
        return policy
    }

    private func rawPolicy(threshold: Double?) -> MatchPolicy {
        let slope = thresholds.slope ?? thresholds.raw?.a ?? Thresholds.unmeasuredSlope
        if let threshold = threshold ?? thresholds.threshold {
            // A cosine; anything beyond is held to it, so that no number from outside can overflow.
            return MatchPolicy(threshold: threshold.isNaN ? 1 : min(max(threshold, -1), 1), slope: slope)
        }
        let raw = thresholds.raw ?? Thresholds.unmeasured
        return MatchPolicy(
            slopeMilli: Int64((raw.a * 1_000).rounded()), offsetMicro: Int64((raw.b * 1_000_000).rounded()))
    }
}

extension ModelManifest.Thresholds {
    /// For a model that was never measured (IDENTITY, the decision, step 5).
    package static let unmeasuredSlope = 22.0
    package static let unmeasured = Pair(a: unmeasuredSlope, b: 0.38)
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
