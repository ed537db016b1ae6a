import Hummingbird
import ReIdentification
import Recognition

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
        let body = try split(consume received)
        let frame = try WireFrame.parse(body.document)
        let parse = ContinuousClock.now - start
        let picture = body.picture.bytes

        let rows = frame.detections.filter { frame.classes.contains($0.className) }
        let arrival = now().milliseconds
        let timestamp = frame.timestamp ?? arrival
        if isConverter, rows.isEmpty {
            return try await JSONAnswer.response(
                ConverterAnswer.Nothing(
                    timestamp: timestamp, deviceName: frame.deviceName, deviceId: frame.deviceId,
                    model: reIdentifier.model.description, timings: WireTimings(parse: parse, StageTimings())))
        }

        let camera = Camera(id: frame.deviceId, name: frame.deviceName)
        let answer: FrameAnswer
        do {
            answer = try await reIdentifier.process(
                FrameRequest(
                    camera: camera,
                    eventTime: Timestamp(milliseconds: timestamp),
                    frameSize: frame.inputDimensions.map { .init(width: $0.width, height: $0.height) },
                    detections: rows.map(\.detection),
                    picture: picture,
                    isDetectionFrame: frame.isDetectionFrame,
                    idempotencyKey: frame.idempotencyKey,
                    isStrict: request.uri.queryParameters["strict"] == "1"))
        } catch {
            switch error {
            case .picture(let reason): throw APIError.unusablePicture(reason: reason.rawValue)
            case .overloaded: throw APIError.overloaded
            }
        }

        let exchange = Exchange(timestamp: timestamp, camera: camera, rows: rows, parse: parse, answer: answer)
        return isConverter
            ? try JSONAnswer.response(
                ConverterAnswer(exchange: exchange, includesEmbeddings: configuration.includesEmbeddings))
            : try JSONAnswer.response(ProcessAnswer(exchange: exchange))
    }

    private static func asksForConverter(_ request: Request) throws -> Bool {
        switch request.uri.queryParameters["format"] {
        case nil: false
        case "converter": true
        default: throw APIError.unknownFormat
        }
    }
}
