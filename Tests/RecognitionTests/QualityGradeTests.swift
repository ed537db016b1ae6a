import Testing

@testable import Recognition

@Suite struct QualityGradeTests {
    static let policy = MatchPolicy(slopeMilli: 22_000, offsetMicro: 380_000)

    static let cases: [(Quality, Int32, QualityGrade)] = [
        // Whole, sharp, of usual shape.
        (Quality(width: 100, height: 200, sharpness: 500), 900, .good),
        // Nothing was measured yet: the geometry alone decides.
        (Quality(width: 24, height: 64), 900, .good),
        // Hard limits, each just missed.
        (Quality(width: 100, height: 63), 900, .unusable(.tooSmall)),
        (Quality(width: 23, height: 100), 900, .unusable(.tooSmall)),
        (Quality(width: 0, height: 0), 900, .unusable(.tooSmall)),
        (Quality(width: 100, height: 200, overlapPermille: 701), 900, .unusable(.hidden)),
        // Used, but not kept.
        (Quality(width: 100, height: 200, overlapPermille: 700), 900, .poor([.overlapped])),
        (Quality(width: 100, height: 200, sharpness: 19), 900, .poor([.blurred])),
        (Quality(width: 100, height: 200, touchesBorder: true), 900, .poor([.cropped])),
        (Quality(width: 100, height: 200), 499, .poor([.lowScore])),
        (Quality(width: 100, height: 100), 900, .poor([.unusualShape])),
        (Quality(width: 100, height: 600), 900, .poor([.unusualShape])),
        (Quality(width: 100, height: 200, isDetectionFrame: false), 900, .poor([.otherFrame])),
        (
            Quality(width: 100, height: 200, sharpness: 0, touchesBorder: true, isDetectionFrame: false), 900,
            .poor([.blurred, .cropped, .otherFrame])
        ),
    ]

    @Test("the first hard limit decides, else all that is poor is said", arguments: cases)
    func grade(quality: Quality, score: Int32, expected: QualityGrade) {
        #expect(QualityGrade(quality, scorePermille: score, policy: Self.policy) == expected)
    }
}
