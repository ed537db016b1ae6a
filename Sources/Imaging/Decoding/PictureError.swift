/// Why no pixel could be had from a picture.
package enum PictureError: Error, Sendable, Hashable {
    /// None of the formats, or a variant that is not read (animated WebP, 12-bit or lossless JPEG).
    case unrecognised
    /// The bytes contradict their format.
    case corrupt
    /// The bytes end before anything asked for could be decoded.
    case truncated
    /// More pixels than allowed; nothing was allocated.
    case tooManyPixels(have: Int, limit: Int)
    /// Decoding needs more bytes than the shared budget has left; nothing was allocated.
    case overBudget(needed: Int, left: Int)
    /// Time was up.
    case deadline
}
