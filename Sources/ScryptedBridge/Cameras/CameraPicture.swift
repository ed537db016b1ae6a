/// What a picture request came to.
struct CameraPicture: Sendable {
    /// A JPEG; nil when there is none.
    var bytes: [UInt8]?
    /// Where it came from.
    var source: PictureSource?
    /// Why it did not come from somewhere better, in words for the log.
    var reasons: [String] = []

    /// The boxes were found in this very picture.
    var isDetectionFrame: Bool {
        if case .detection = source { return true }
        return false
    }
}
