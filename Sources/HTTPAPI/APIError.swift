import Recognition
import Wire

/// What a client can do wrong, and what we cannot do for it. Facts; `APIError+Response` has the sentences.
package enum APIError: Error, Sendable, Hashable {
    case request(WireError)
    case bodyTooLarge(limit: Int)
    /// The connection ended before the announced length.
    case bodyIncomplete
    case noRoomForBodies
    case unauthorized
    /// Only with `?strict=1`.
    case unusablePicture(reason: String)
    /// Only with `?strict=1`.
    case overloaded
    case unknownFormat
    /// The body of a correction.
    case correction(WireError)
    /// A parameter of the address that must be a number.
    case parameter(String)
    case unknownPerson
    case refused(CorrectionOutcome.Refusal)
    /// The log in use keeps none.
    case noHistory
    /// Ours: nothing was recorded.
    case logFailed
    case notFound
    case methodNotAllowed
    /// Ours.
    case internalError
}
