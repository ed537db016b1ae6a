import ReIdentification
import Recognition

/// A request and what came of it: the same for every door, and what the encoders of all answers need.
package struct Exchange: Sendable {
    var timestamp: Int64
    var camera: Camera
    /// The rows that are answered, in the request's order.
    var rows: [WireDetection]
    /// What it took to understand the request.
    var parse: Duration
    var answer: FrameAnswer

    /// Has a request answered.
    /// - Parameters:
    ///   - parse: what cutting the body up took; parsing the document is added to it.
    ///   - now: the time of arrival, for requests that carry none.
    ///   - isStrict: rather an error than fail-open answers.
    /// - Throws: `WireError`, and `StrictFailure` for a strict request.
    package init(
        _ body: SplitBody, parse: Duration = .zero, by reIdentifier: ReIdentifier, now: Timestamp, isStrict: Bool = false
    ) async throws {
        let start = ContinuousClock.now
        let frame = try WireFrame.parse(body.document)
        self.parse = parse + (ContinuousClock.now - start)
        timestamp = frame.timestamp ?? now.milliseconds
        camera = Camera(id: frame.deviceId, name: frame.deviceName)
        rows = frame.detections.filter { frame.classes.contains($0.className) }
        guard !rows.isEmpty else {
            answer = await reIdentifier.nothingSeen
            return
        }
        answer = try await reIdentifier.process(
            FrameRequest(
                camera: camera,
                eventTime: Timestamp(milliseconds: timestamp),
                frameSize: frame.inputDimensions.map { .init(width: $0.width, height: $0.height) },
                detections: rows.map(\.detection),
                picture: body.picture,
                isDetectionFrame: frame.isDetectionFrame,
                idempotencyKey: frame.idempotencyKey,
                isStrict: isStrict))
    }
}
