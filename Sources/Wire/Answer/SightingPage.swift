import ReIdentification
import Recognition

/// The answer of `GET /v1/sightings`: pictures of the past, newest first, with the rows that were asked for.
package struct SightingPage: Encodable {
    private let sightings: [Picture]
    /// What to pass as `before` for the next page; nil when there is none.
    private let next: UInt64?

    private struct Picture: Encodable {
        var sequence: UInt64
        var timestamp: Int64
        var deviceId: String
        var deviceName: String
        var detections: [WireRow]
    }

    /// - Parameters:
    ///   - entries: newest last.
    ///   - query: what they are the answer to; only rows of its people are listed.
    package init(_ entries: [RecordedEntry], to query: SightingQuery) {
        sightings = entries.reversed().compactMap { entry in
            guard let observation = entry.observation else { return nil }
            let rows = zip(observation.sightings, entry.decisions)
                .filter { query.people.isEmpty || query.people.contains($0.1.personID) }
            return Picture(
                sequence: entry.entry.sequence, timestamp: observation.eventTime.milliseconds,
                deviceId: observation.camera.id, deviceName: observation.camera.name,
                detections: rows.map { WireRow(asked: WireDetection($0.0), decision: $0.1) })
        }
        next = entries.count < query.limit ? nil : entries.first?.entry.sequence
    }

    private enum Key: String, CodingKey {
        case sightings, next
    }

    package func encode(to encoder: any Encoder) throws {
        var page = encoder.container(keyedBy: Key.self)
        try page.encode(sightings, forKey: .sightings)
        try page.encode(next, forKey: .next)
    }
}
