/// Someone or something in a picture, after the rows that show the same one were put together.
package struct Subject: Sendable, Hashable {
    /// Also `face`, for a face without a body.
    package var className: String
    /// The box of the best scored row; nil when the request's box was impossible.
    package var box: BoundingBox?
    package var scorePermille: Int32
    /// The body's own name, or the one its face lent it.
    package var label: String?
    package var labelScorePermille: Int32?
    package var track: String?
    /// The frame's border cuts `box`, as its detector says.
    package var isClipped: Bool
    /// The largest share of the box, in thousandths, that another person's box covers.
    package var overlapPermille: Int32 = 0
    /// Why its appearance is never compared; nil when that depends on the picture.
    package var unusable: Reason?

    init(_ detection: Detection) {
        className = detection.className
        box = detection.box
        scorePermille = detection.scorePermille
        label = detection.label
        labelScorePermille = Self.labelScore(of: detection)
        track = detection.track
        isClipped = detection.isClipped
        unusable =
            switch detection.className {
            case _ where detection.box == nil: .invalidBox
            case "person": nil
            case "face": .faceWithoutBody
            default: .otherClass
            }
    }

    /// A face was recognized just now, by whatever score. A body's name without a score may be an older one that its tracker
    /// carries along.
    private static func labelScore(of detection: Detection) -> Int32? {
        detection.label == nil ? nil : detection.labelScorePermille ?? (detection.className == "face" ? 1_000 : nil)
    }

    /// Boxes that share more of their union than this are one person.
    private static let samePersonPermille: Int64 = 700

    /// Two different names are two people, however much their boxes agree.
    func isSamePerson(as detection: Detection) -> Bool {
        guard let box, let other = detection.box else { return false }
        if let label, let name = detection.label, label != name { return false }
        return box.overlaps(other, morePermilleThan: Self.samePersonPermille)
    }

    /// Another row of the same person: it fills what is missing, and its name wins when its recogniser was surer.
    mutating func absorb(_ detection: Detection, isBody: Bool) {
        let score = Self.labelScore(of: detection)
        if let name = detection.label, label == nil || (score ?? 0) > (labelScorePermille ?? 0) {
            label = name
            labelScorePermille = score
        }
        if isBody, track == nil { track = detection.track }
    }
}
