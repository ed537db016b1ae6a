import HTTPTypes
import Hummingbird

/// The one table from errors to HTTP: status, stable code, one sentence. Nothing of the request's content is repeated.
extension APIError: HTTPResponseError {
    private struct Body: Encodable {
        var detail: String
        var error: String
    }

    package var status: HTTPResponse.Status {
        switch self {
        case .notJSON, .wrongShape, .binaryFrame, .tooManyRows: .unprocessableContent
        case .bodyTooLarge, .documentTooLarge: .contentTooLarge
        case .noRoomForBodies, .overloaded: .tooManyRequests
        case .unauthorized: .unauthorized
        case .unusablePicture, .unknownFormat, .bodyIncomplete: .badRequest
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .internalError: .internalServerError
        }
    }

    package var code: String {
        switch self {
        case .notJSON: "not-json"
        case .wrongShape: "wrong-shape"
        case .binaryFrame: "binary-frame"
        case .bodyTooLarge: "body-too-large"
        case .documentTooLarge: "document-too-large"
        case .noRoomForBodies: "no-room"
        case .unauthorized: "unauthorized"
        case .unusablePicture: "unusable-picture"
        case .overloaded: "overloaded"
        case .unknownFormat: "unknown-format"
        case .bodyIncomplete: "body-incomplete"
        case .tooManyRows: "too-many-rows"
        case .notFound: "not-found"
        case .methodNotAllowed: "method-not-allowed"
        case .internalError: "internal"
        }
    }

    package var detail: String {
        switch self {
        case .notJSON: "The body is not a JSON object."
        case .wrongShape(let field, let expected): "The field `\(field)` must be \(expected)."
        case .binaryFrame: "The body must be four bytes of big-endian length, a JSON document of that length, and a picture."
        case .bodyTooLarge(let limit): "The body is larger than the limit of \(limit) bytes."
        case .documentTooLarge(let limit): "The JSON document is, without its picture, larger than the limit of \(limit) bytes."
        case .noRoomForBodies: "Too many request bodies are being read at once; try again in a second."
        case .unauthorized: "A token is required: send `Authorization: Bearer TOKEN` or add `?token=TOKEN` to the address."
        case .unusablePicture(let reason):
            "The picture cannot be used (\(reason)); without `strict` it would be answered fail-open."
        case .overloaded: "Too many pictures are waiting; try again in a second."
        case .bodyIncomplete: "The body ended before its announced length."
        case .tooManyRows(let limit): "The field `detections` must have at most \(limit) rows."
        case .notFound: "There is nothing at this address; detections go to `POST /process`."
        case .methodNotAllowed: "This address takes another method."
        case .internalError: "Something went wrong inside the service; its log says what."
        case .unknownFormat: "The only other `format` is `converter`."
        }
    }

    package func response(from request: Request, context: some RequestContext) throws -> Response {
        var response = try JSONAnswer.response(Body(detail: detail, error: code), status: status)
        switch self {
        case .noRoomForBodies, .overloaded: response.headers[.retryAfter] = "1"
        case .unauthorized: response.headers[.wwwAuthenticate] = "Bearer"
        // What is still on its way is not worth reading.
        case .bodyTooLarge: response.headers[.connection] = "close"
        default: break
        }
        return response
    }
}
