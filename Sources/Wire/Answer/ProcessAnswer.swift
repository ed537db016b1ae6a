import ReIdentification

/// The answer of `POST /process` and `POST /v1/frames` (WIRE A and C).
package struct ProcessAnswer: Encodable {
    var timestamp: Int64
    var deviceId: String
    var deviceName: String
    var detections: [WireRow]
    var detectionCount: Int
    var hasPersons: Bool
    var model: String
    var degraded: Bool
    var timings: WireTimings

    package init(exchange: Exchange) {
        let answer = exchange.answer
        timestamp = exchange.timestamp
        deviceId = exchange.camera.id
        deviceName = exchange.camera.name
        detections = zip(exchange.rows, answer.decisions).map { WireRow(asked: $0, decision: $1) }
        detectionCount = detections.count
        hasPersons = exchange.rows.contains { $0.className == "person" }
        model = answer.model.description
        degraded = answer.isDegraded
        timings = WireTimings(parse: exchange.parse, answer.timings)
    }
}
