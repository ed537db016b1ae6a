/// Where a picture for an event may come from, best first.
enum PictureSource: Sendable, Hashable {
    /// The very frame that the detector looked at.
    case detection(id: String, event: String?)
    /// What was recorded at that time, milliseconds since 1970.
    case recording(at: Int64)
    /// What the camera sees now.
    case snapshot

    /// As in WIRE C's `imageSource`.
    var name: String {
        switch self {
        case .detection: "detection"
        case .recording: "recording"
        case .snapshot: "snapshot"
        }
    }

    /// From the call to the JPEG.
    var timeLimit: Duration {
        switch self {
        case .detection: .seconds(4)
        case .recording: .seconds(6)
        case .snapshot: .seconds(8)
        }
    }
}
