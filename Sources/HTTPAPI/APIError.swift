/// What a client can do wrong, and what we cannot do for it. Facts; `APIError+Response` has the sentences.
package enum APIError: Error, Sendable, Hashable {
    case notJSON
    /// The document is JSON, but `field` is not what it should be.
    case wrongShape(field: String, expected: String)
    case binaryFrame
    case bodyTooLarge(limit: Int)
    /// The connection ended before the announced length.
    case bodyIncomplete
    case tooManyRows(limit: Int)
    /// What is left of the body without its picture and other long strings.
    case documentTooLarge(limit: Int)
    case noRoomForBodies
    case unauthorized
    /// Only with `?strict=1`.
    case unusablePicture(reason: String)
    /// Only with `?strict=1`.
    case overloaded
    case unknownFormat
    case notFound
    case methodNotAllowed
    /// Ours.
    case internalError
}
