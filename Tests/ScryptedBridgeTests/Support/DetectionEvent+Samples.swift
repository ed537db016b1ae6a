import Recognition

@testable import ScryptedBridge

extension DetectionEvent {
    /// One person for each track, side by side; `nil` for one without.
    init(
        _ camera: String = "Porch", at milliseconds: Int64 = 0, detection: String? = nil, tracks: [String?] = ["t1"],
        label: String? = nil
    ) {
        self.init(
            camera: Camera(id: camera, name: camera), time: Timestamp(milliseconds: milliseconds), detectionID: detection,
            eventID: "e", frameSize: nil,
            rows: tracks.enumerated().map { place, track in
                Detection(
                    className: "person", box: BoundingBox(x: 10 + 90 * Int32(place), y: 10, width: 50, height: 100),
                    scorePermille: 900,
                    label: label, track: track)
            })
    }
}
