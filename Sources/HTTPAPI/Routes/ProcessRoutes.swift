import Hummingbird
import ReIdentification
import Recognition
import Wire

/// The doors for detections: `POST /process` (JSON) and `POST /v1/frames` (binary).
struct ProcessRoutes: Sendable {
    var reIdentifier: ReIdentifier
    var configuration: HTTPConfiguration
    var bodies: BodyBudget
    /// The time of arrival, for requests that carry none.
    var now: @Sendable () -> Timestamp

    func add(to router: some RouterMethods<BasicRequestContext>) {
        router.post("process") { request, _ in
            try await respond(to: request) { SplitBody(json: $0) }
        }
        router.post("v1/frames") { request, _ in
            try await respond(to: request) { body in try SplitBody(frame: body) }
        }
    }

    private func respond(
        to request: Request, split: (consuming [UInt8]) throws -> SplitBody
    ) async throws -> Response {
        let isConverter = try Self.asksForConverter(request)
        var share = BodyBudget.Share(of: bodies)
        let reader = BodyReader(maximumBytes: configuration.maximumBodyBytes)
        let received = try await reader.read(request, into: &share)
        let start = ContinuousClock.now
        do {
            let body = try split(consume received)
            let exchange = try await Exchange(
                body, parse: ContinuousClock.now - start, by: reIdentifier, now: now(),
                isStrict: request.uri.queryParameters["strict"] == "1")
            return isConverter
                ? try JSONAnswer.response(
                    ConverterAnswer(exchange: exchange, includesEmbeddings: configuration.includesEmbeddings))
                : try JSONAnswer.response(ProcessAnswer(exchange: exchange))
        } catch let error as WireError {
            throw APIError.request(error)
        } catch let failure as StrictFailure {
            switch failure {
            case .picture(let reason): throw APIError.unusablePicture(reason: reason.rawValue)
            case .overloaded: throw APIError.overloaded
            }
        }
    }

    private static func asksForConverter(_ request: Request) throws -> Bool {
        switch request.uri.queryParameters["format"] {
        case nil: false
        case "converter": true
        default: throw APIError.unknownFormat
        }
    }
}
