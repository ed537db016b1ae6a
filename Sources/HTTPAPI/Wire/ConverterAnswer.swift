import ReIdentification

/// The answer in the shape of Scrypted's converter (WIRE B), for `POST /process?format=converter`.
struct ConverterAnswer: Encodable {
    var processed = true
    var timestamp: Int64
    var deviceName: String
    var deviceId: String
    var personCount: Int
    var persons: [WireRow]
    var isNew: Bool
    var personIds: [String]
    var message: String
    var model: String
    var degraded: Bool
    var timings: WireTimings

    /// - Parameter includesEmbeddings: 512 numbers a row; otherwise the key is null.
    init(exchange: Exchange, includesEmbeddings: Bool) {
        let answer = exchange.answer
        timestamp = exchange.timestamp
        deviceName = exchange.camera.name
        deviceId = exchange.camera.id
        persons = exchange.rows.indices.map { index in
            WireRow(
                asked: exchange.rows[index], decision: answer.decisions[index],
                embedding: .present(includesEmbeddings ? answer.embeddings[index] : nil))
        }
        personCount = persons.count
        isNew = answer.decisions.contains(where: \.isNew)
        personIds = answer.decisions.map(\.personID.description)
        message = "Processed \(persons.count) person detections"
        model = answer.model.description
        degraded = answer.isDegraded
        timings = WireTimings(parse: exchange.parse, answer.timings)
    }

    /// The answer when a request has no row to answer.
    struct Nothing: Encodable {
        var timestamp: Int64
        var deviceName: String
        var deviceId: String
        var model: String
        var timings: WireTimings

        private enum Key: String, CodingKey {
            case processed, timestamp, deviceName, deviceId, message, isNew, personId, model, degraded, timings
        }

        func encode(to encoder: any Encoder) throws {
            var answer = encoder.container(keyedBy: Key.self)
            try answer.encode(false, forKey: .processed)
            try answer.encode(timestamp, forKey: .timestamp)
            try answer.encode(deviceName, forKey: .deviceName)
            try answer.encode(deviceId, forKey: .deviceId)
            try answer.encode("No person detections to process", forKey: .message)
            try answer.encode(false, forKey: .isNew)
            try answer.encodeNil(forKey: .personId)
            try answer.encode(model, forKey: .model)
            try answer.encode(false, forKey: .degraded)
            try answer.encode(timings, forKey: .timings)
        }
    }
}
