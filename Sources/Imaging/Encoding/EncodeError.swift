/// Why a picture could not be encoded.
package enum EncodeError: Error, Sendable, Hashable {
    /// It has no pixel.
    case empty
    /// A side is longer than JPEG allows, or its file would be larger than its pixels.
    case tooLarge
}
