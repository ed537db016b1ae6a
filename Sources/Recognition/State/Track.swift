/// Someone whom a camera's own tracker follows.
struct Track: Sendable, Codable {
    var person: PersonID
    var box: BoundingBox
    var lastLogged: Timestamp
    /// When appearance or a name last agreed that it is this person.
    var verifiedLogged: Timestamp
    /// How often the person was looked at and compared.
    var looks = 0
    /// How long after `verifiedLogged` it is verified again; nil for the policy's shortest interval.
    var intervalMs: Int64?
    /// The height of the box that was looked at last.
    var lookHeight: Int32?
    /// Since then something came between that makes trackers mix people up.
    var isDisturbed: Bool?

    struct Key: Sendable, Hashable, Codable {
        var cameraID: String
        var track: String
    }

    /// Beyond, the track updated longest ago goes.
    static let capacity = 4_096

    /// Whether a mix-up has become likelier since the last look: another person's box came close, the person was out of
    /// sight, or the box changed its size.
    func isDisturbed(
        at box: BoundingBox, overlapPermille: Int32, now: Timestamp, rule: MatchPolicy.VerificationPolicy
    ) -> Bool {
        if isDisturbed == true || overlapPermille > rule.overlapPermille || now.since(lastLogged) > rule.gapMs { return true }
        guard let lookHeight else { return false }
        return abs(Int64(box.height) - Int64(lookHeight)) * 1_000 > rule.heightPermille * Int64(lookHeight)
    }

    /// Whether `box` can be the next place of the same person: not too late, and not jumped.
    func continues(at box: BoundingBox, now: Timestamp, freshMs: Int64, overlapPermille: Int64) -> Bool {
        now.since(lastLogged) <= freshMs
            && (box.overlapPermille(self.box) >= overlapPermille || self.box.isWithinOneHeight(of: box))
    }
}
