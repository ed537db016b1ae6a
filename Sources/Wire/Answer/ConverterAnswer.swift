import ReIdentification

/// The answer in the shape of Scrypted's converter (WIRE B).
package struct ConverterAnswer: Encodable {
    private let exchange: Exchange
    private let includesEmbeddings: Bool

    /// - Parameter includesEmbeddings: 512 numbers a row; otherwise the key is null.
    package init(exchange: Exchange, includesEmbeddings: Bool) {
        self.exchange = exchange
        self.includesEmbeddings = includesEmbeddings
    }

    private enum Key: String, CodingKey {
        case processed, timestamp, deviceName, deviceId, personCount, persons, isNew, personId, personIds, message
        case model, degraded, timings
    }

    package func encode(to encoder: any Encoder) throws {
        var answer = encoder.container(keyedBy: Key.self)
        try answer.encode(!exchange.rows.isEmpty, forKey: .processed)
        try answer.encode(exchange.timestamp, forKey: .timestamp)
        try answer.encode(exchange.camera.name, forKey: .deviceName)
        try answer.encode(exchange.camera.id, forKey: .deviceId)
        try answer.encode(exchange.answer.decisions.contains(where: \.isNew), forKey: .isNew)
        try answer.encode(exchange.answer.model.description, forKey: .model)
        try answer.encode(exchange.answer.isDegraded, forKey: .degraded)
        try answer.encode(WireTimings(parse: exchange.parse, exchange.answer.timings), forKey: .timings)
        if exchange.rows.isEmpty {
            try answer.encode("No person detections to process", forKey: .message)
            try answer.encodeNil(forKey: .personId)
        } else {
            try encodePersons(into: &answer)
        }
    }

    private func encodePersons(into answer: inout KeyedEncodingContainer<Key>) throws {
        let persons = exchange.rows.indices.map { index in
            WireRow(
                asked: exchange.rows[index], decision: exchange.answer.decisions[index],
                embedding: .present(includesEmbeddings ? exchange.answer.embeddings[index] : nil))
        }
        try answer.encode(persons, forKey: .persons)
        try answer.encode(persons.count, forKey: .personCount)
        try answer.encode(exchange.answer.decisions.map(\.personID.description), forKey: .personIds)
        try answer.encode("Processed \(persons.count) person detections", forKey: .message)
    }
}
