import ObservationStore
import Recognition

/// What a service has recorded, judged by the names that were recognised: only they say who was who.
package struct RecordedLog: Sendable {
    package let pictures: Int
    package let people: Int
    /// Episodes, misses and duplicates of those with a name.
    package let score: ScenarioScore

    /// - Parameter entries: in the log's order.
    package init(_ entries: [HistoryEntry]) {
        var numbers: [String: Int] = [:]
        var identities: [PersonID: Int] = [:]
        var pictures: [ScriptedPicture] = []
        var answers: [[RowAnswer]] = []
        for entry in entries {
            guard case .observed(let observation)? = entry.entry?.event, let decisions = entry.decisions,
                decisions.count == observation.sightings.count
            else { continue }
            var rows: [ScriptedPicture.Row] = []
            var given: [RowAnswer] = []
            for (place, (sighting, decision)) in zip(observation.sightings, decisions).enumerated() {
                guard sighting.className == "person", let name = decision.knownAs ?? sighting.label else { continue }
                let person = numbers[name, default: numbers.count + 1]
                numbers[name] = person
                let identity = identities[decision.personID, default: identities.count]
                identities[decision.personID] = identity
                rows.append(.init(person: person, crop: 0, track: sighting.track, name: name, place: place))
                given.append(
                    RowAnswer(
                        identity: identity, isNew: decision.isNew, probabilitySeen: decision.probabilitySeen?.value,
                        similarity: decision.similarity?.value))
            }
            guard !rows.isEmpty else { continue }
            pictures.append(ScriptedPicture(time: entry.logged.milliseconds, camera: 0, isGray: false, rows: rows))
            answers.append(given)
        }
        self.pictures = pictures.count
        people = numbers.count
        score = ScenarioScore(
            of: ScenarioAnswers(pictures: answers), to: ScenarioScript(.recorded, crops: [], pictures: pictures))
    }
}
