/// What is known of the picture being judged, beyond the state itself.
struct PictureRecord: Sendable {
    let camera: Camera
    /// The request's time, close to the log's.
    let eventTime: Timestamp
    let seed: UInt64
    let settlements: Settlements
    /// Identities that some row is; filled while the rows are written down.
    var indexOfRow: [Int?]
    /// Ids that this picture has answered or will: nobody else in it may get one of them.
    var taken: Set<PersonID> = []
    /// How many rows with a stand-in there were under each key so far; the key's own ordinal is 0.
    var standInCounts: [Provisional.Key: Int] = [:]

    init(_ observation: FrameObservation, settlements: Settlements, now: Timestamp, reachMs: Int64) {
        camera = observation.camera
        eventTime = Timestamp(
            milliseconds: min(max(observation.eventTime.milliseconds, now.milliseconds - reachMs), now.milliseconds + reachMs))
        seed = observation.seed
        self.settlements = settlements
        indexOfRow = settlements.rows.map { $0?.index }
    }
}
