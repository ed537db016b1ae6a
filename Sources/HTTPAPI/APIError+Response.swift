import HTTPTypes
import Hummingbird
import Wire

/// The one table from errors to HTTP: status, stable code, one sentence. Nothing of the request's content is repeated.
extension APIError: HTTPResponseError {
    private struct Body: Encodable {
        var detail: String
        var error: String
    }

    package var status: HTTPResponse.Status {
        switch self {
        case .request(.documentTooLarge), .bodyTooLarge: .contentTooLarge
        case .correction, .parameter: .badRequest
        case .refused: .conflict
        case .noHistory: .notImplemented
        case .logFailed: .serviceUnavailable
        case .request: .unprocessableContent
        case .noRoomForBodies, .overloaded: .tooManyRequests
        case .unauthorized: .unauthorized
        case .unusablePicture, .unknownFormat, .bodyIncomplete: .badRequest
        case .notFound, .unknownPerson: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .internalError: .internalServerError
        }
    }

    package var code: String {
        switch self {
        case .request(let error), .correction(let error): error.code
        case .parameter: "bad-parameter"
        case .unknownPerson: "unknown-person"
        case .refused(let refusal): refusal.rawValue
        case .noHistory: "no-history"
        case .logFailed: "log-failed"
        case .bodyTooLarge: "body-too-large"
        case .noRoomForBodies: "no-room"
        case .unauthorized: "unauthorized"
        case .unusablePicture: "unusable-picture"
        case .overloaded: "overloaded"
        case .unknownFormat: "unknown-format"
        case .bodyIncomplete: "body-incomplete"
        case .notFound: "not-found"
        case .methodNotAllowed: "method-not-allowed"
        case .internalError: "internal"
        }
    }

    package var detail: String {
        switch self {
        case .request(let error), .correction(let error): error.detail
        case .parameter(let name): "The parameter `\(name)` must be a whole number that is not negative."
        case .unknownPerson: "Nobody who is known now goes by this id."
        case .refused(.differentNames): "The two bear different names, so they are two people; take one name away first."
        case .refused(.seenTogether): "The two were seen in one picture, so they are two people."
        case .refused(.nameTaken): "Somebody else bears this name; merge the two instead."
        case .noHistory: "The service keeps no history: its log lives in memory only."
        case .logFailed: "The log takes no entries at the moment; nothing was changed."
        case .bodyTooLarge(let limit): "The body is larger than the limit of \(limit) bytes."
        case .noRoomForBodies: "Too many request bodies are being read at once; try again in a second."
        case .unauthorized: "A token is required: send `Authorization: Bearer TOKEN` or add `?token=TOKEN` to the address."
        case .unusablePicture(let reason):
            "The picture cannot be used (\(reason)); without `strict` it would be answered fail-open."
        case .overloaded: "Too many pictures are waiting; try again in a second."
        case .bodyIncomplete: "The body ended before its announced length."
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
