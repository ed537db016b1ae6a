/// Someone whom a camera's own tracker follows.
struct Track: Sendable, Codable {
    var person: PersonID
    var box: BoundingBox
    var lastLogged: Timestamp
    /// When appearance or a name last agreed that it is this person.
    var verifiedLogged: Timestamp
    /// How often the person was looked at and compared.
    var looks = 0

    struct Key: Sendable, Hashable, Codable {
        var cameraID: String
        var track: String
    }

    /// Beyond, the track updated longest ago goes.
    static let capacity = 4_096

    /// Whether `box` can be the next place of the same person: not too late, and not jumped.
    func continues(at box: BoundingBox, now: Timestamp, freshMs: Int64, overlapPermille: Int64) -> Bool {
        now.since(lastLogged) <= freshMs
            && (box.overlapPermille(self.box) >= overlapPermille || self.box.isWithinOneHeight(of: box))
    }
}
