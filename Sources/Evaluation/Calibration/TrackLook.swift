import Recognition

/// What a camera's tracker followed, as one embedding: the material of a calibration without labels.
package struct TrackLook: Sendable {
    package var camera: String
    /// Of its first and last embedded sighting, milliseconds.
    package var first: Int64
    package var last: Int64
    package var embedding: Embedding

    package init(camera: String, first: Int64, last: Int64, embedding: Embedding) {
        self.camera = camera
        self.first = first
        self.last = last
        self.embedding = embedding
    }
}
