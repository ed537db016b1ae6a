/// What a sighting is good for, judged by its measures alone.
package enum QualityGrade: Sendable, Hashable {
    /// Too little of the person is there: nothing is compared or kept.
    case unusable(Reason)
    /// Compared, but not kept as an exemplar.
    case poor([Reason])
    case good

    /// Grades one box. What was not measured yet (no pixel was read) counts as fine, so that the very same rule says
    /// beforehand whether reading the pixels is worth it.
    package init(_ quality: Quality, scorePermille: Int32, policy: MatchPolicy) {
        if quality.height < policy.minimumHeight || quality.width < policy.minimumWidth || quality.width <= 0 {
            self = .unusable(.tooSmall)
            return
        }
        if quality.overlapPermille > policy.maximumOverlapPermille {
            self = .unusable(.hidden)
            return
        }
        var reasons: [Reason] = []
        if let sharpness = quality.sharpness, sharpness < policy.minimumSharpness { reasons.append(.blurred) }
        if quality.touchesBorder { reasons.append(.cropped) }
        if quality.overlapPermille > policy.keptOverlapPermille { reasons.append(.overlapped) }
        if scorePermille < policy.minimumScorePermille { reasons.append(.lowScore) }
        if !policy.usualShapePermille.contains(Int64(quality.height) * 1000 / Int64(quality.width)) {
            reasons.append(.unusualShape)
        }
        if !quality.isDetectionFrame { reasons.append(.otherFrame) }
        self = reasons.isEmpty ? .good : .poor(reasons)
    }
}
