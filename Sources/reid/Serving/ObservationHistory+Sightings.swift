import ObservationStore
import ReIdentification
import Recognition

/// The log on disk is what `/v1/sightings` and `reid explain` read.
extension ObservationHistory: SightingHistory {
    package func pictures(_ query: SightingQuery) async throws -> [RecordedEntry] {
        let found = try await entries(
            since: query.since, until: query.until, before: query.before, person: query.people, limit: query.limit)
        return found.compactMap { one in
            guard let entry = one.entry, one.observation != nil else { return nil }
            return RecordedEntry(entry, decisions: one.decisions ?? [])
        }
    }
}
