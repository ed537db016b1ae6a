/// Everyone seen in one picture of one camera: the unit that is logged and judged as a whole.
package struct FrameObservation: Sendable, Hashable, Codable {
    package var camera: Camera
    /// When the camera says it was; the state clamps it to the log's own time.
    package var eventTime: Timestamp
    /// The model that made the embeddings; they are ignored when the state has moved to another one.
    package var model: ModelID
    package var sightings: [Sighting]
    /// Random bits from the shell; ids are derived from them.
    package var seed: UInt64
    /// A repeated key gets the first answer again.
    package var idempotencyKey: String?

    package init(
        camera: Camera, eventTime: Timestamp, model: ModelID, sightings: [Sighting], seed: UInt64,
        idempotencyKey: String? = nil
    ) {
        self.camera = camera
        self.eventTime = eventTime
        self.model = model
        self.sightings = sightings
        self.seed = seed
        self.idempotencyKey = idempotencyKey
    }
}
