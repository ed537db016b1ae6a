/// The pair by which a model's similarities are judged, and how sure it is.
package struct Calibration: Sendable, Hashable, Codable {
    package var a: Double
    package var b: Double
    /// Half the width of the interval in which nine of ten resampled values of `b` lie.
    package var uncertainty: Double
    /// What it was found from: scripts, or tracks.
    package var samples: Int
}
