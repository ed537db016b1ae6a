/// What can be wrong with a request, whichever door it came through. Facts and their sentences; nothing of the request's
/// content is repeated.
package enum WireError: Error, Sendable, Hashable {
    case notJSON
    /// The document is JSON, but `field` is not what it should be.
    case wrongShape(field: String, expected: String)
    case binaryFrame
    case tooManyRows(limit: Int)
    /// What is left of the body without its picture and other long strings.
    case documentTooLarge(limit: Int)

    /// Stable, for programs.
    package var code: String {
        switch self {
        case .notJSON: "not-json"
        case .wrongShape: "wrong-shape"
        case .binaryFrame: "binary-frame"
        case .tooManyRows: "too-many-rows"
        case .documentTooLarge: "document-too-large"
        }
    }

    /// One sentence, for people.
    package var detail: String {
        switch self {
        case .notJSON: "The body is not a JSON object."
        case .wrongShape(let field, let expected): "The field `\(field)` must be \(expected)."
        case .binaryFrame: "The body must be four bytes of big-endian length, a JSON document of that length, and a picture."
        case .tooManyRows(let limit): "The field `detections` must have at most \(limit) rows."
        case .documentTooLarge(let limit): "The JSON document is, without its picture, larger than the limit of \(limit) bytes."
        }
    }
}
