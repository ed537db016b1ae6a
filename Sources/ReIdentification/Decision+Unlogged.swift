import Recognition

extension Decision {
    /// The answer to a row that the identity state never saw, because the log failed or there were too many: new, under
    /// an id that stays the same for this camera and track (or row) through ten minutes, so that a client with a
    /// cool-down is not flooded.
    init(unloggedRow row: Int, of request: FrameRequest, policy: MatchPolicy, reason: Reason) {
        let period: Int64 = 600_000
        let milliseconds = request.eventTime.milliseconds
        let start = milliseconds - ((milliseconds % period) + period) % period
        let track = request.detections[row].track
        // Two rows under one tracker id are still two people.
        let ordinal = track.map { track in request.detections[..<row].count { $0.track == track } } ?? row
        let owner = "\(track.map { "track \($0)" } ?? "row") \(ordinal)"
        self.init(
            kind: .failopen,
            personID: PersonID(
                firstSeen: Timestamp(milliseconds: start), seed: Self.fnv1a("\(request.camera.id) \(owner)"), ordinal: 0),
            isNew: true, threshold: policy.seenThreshold, reasons: [reason], cameras: [request.camera])
    }

    /// FNV-1a, 64 bits: the standard library's own hash differs in every process.
    private static func fnv1a(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
