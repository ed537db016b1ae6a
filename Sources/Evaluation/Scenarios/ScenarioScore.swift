/// What went right and wrong with one person; tallies add up.
package struct PersonTally: Sendable, Hashable {
    /// Sightings of one person without a gap longer than the window.
    package var episodes = 0
    /// Episodes that nobody was told of.
    package var missed = 0
    /// Times that somebody was told of again in one episode.
    package var duplicates = 0
    /// The same two for a client that tells of every id once in five minutes, whatever `isNew` says.
    package var clientMissed = 0
    package var clientDuplicates = 0
    /// Different ids, summed over episodes.
    package var identities = 0

    package static func += (sum: inout PersonTally, other: PersonTally) {
        sum.episodes += other.episodes
        sum.missed += other.missed
        sum.duplicates += other.duplicates
        sum.clientMissed += other.clientMissed
        sum.clientDuplicates += other.clientDuplicates
        sum.identities += other.identities
    }

    // MARK: Rates

    private func perEpisode(_ count: Int) -> Double { episodes > 0 ? Double(count) / Double(episodes) : 0 }

    package var missedPersonRate: Double { perEpisode(missed) }
    package var duplicateRate: Double { perEpisode(duplicates) }
    /// Ten per missed person and one per duplicate.
    package var penalty: Int { 10 * missed + duplicates }
    package var clientPenalty: Int { 10 * clientMissed + clientDuplicates }
    /// The penalty per episode.
    package var cost: Double { perEpisode(penalty) }
    package var clientMissedPersonRate: Double { perEpisode(clientMissed) }
    package var clientDuplicateRate: Double { perEpisode(clientDuplicates) }
    package var clientCost: Double { perEpisode(clientPenalty) }
    /// Ids per episode; 1 is best.
    package var fragmentation: Double { perEpisode(identities) }
}

/// How well a household was told of who came; scores of several scripts add up.
@dynamicMemberLookup
package struct ScenarioScore: Sendable, Hashable {
    /// By the data set's number of the person.
    package private(set) var people: [Int: PersonTally] = [:]
    /// Of all people.
    package private(set) var sum = PersonTally()
    /// Ids that two people got.
    package private(set) var mixed = 0
    /// Pictures in which two people got one id, and rows without an answer: must be 0.
    package private(set) var violations = 0
    package private(set) var rows = 0
    package private(set) var inferences = 0
    package private(set) var twins = 0

    private static let window: Int64 = 60_000
    private static let coolDown: Int64 = 300_000

    private struct Sighting {
        var time: Int64
        var answer: RowAnswer
        /// The client was told of it.
        var notifies: Bool
    }

    package init() {}

    package init(of answers: ScenarioAnswers, to script: ScenarioScript) {
        var sightings: [Int: [Sighting]] = [:]
        var peopleOfID: [Int: Set<Int>] = [:]
        var told: [Int: Int64] = [:]
        for (picture, answers) in zip(script.pictures, answers.pictures) {
            rows += picture.rows.count
            violations += picture.rows.count - answers.count + answers.count - Set(answers.map(\.identity)).count
            for (row, answer) in zip(picture.rows, answers) {
                let notifies = told[answer.identity].map { picture.time - $0 >= Self.coolDown } ?? true
                if notifies { told[answer.identity] = picture.time }
                peopleOfID[answer.identity, default: []].insert(row.person)
                sightings[row.person, default: []].append(Sighting(time: picture.time, answer: answer, notifies: notifies))
            }
        }
        mixed = peopleOfID.values.count { $0.count > 1 }
        inferences = answers.inferences
        twins = answers.twins
        people = sightings.mapValues(Self.tally)
        for tally in people.values { sum += tally }
    }

    private static func tally(_ sightings: [Sighting]) -> PersonTally {
        var tally = PersonTally()
        var start = 0
        var lastTold: Int64?
        for index in 1...sightings.count {
            guard index == sightings.count || sightings[index].time - sightings[index - 1].time > window else { continue }
            let episode = sightings[start..<index]
            let times = episode.count { $0.answer.isNew }
            tally.episodes += 1
            tally.missed += times == 0 ? 1 : 0
            tally.duplicates += max(times - 1, 0)
            tally.identities += Set(episode.map(\.answer.identity)).count
            let known = lastTold.map { episode[start].time - $0 < coolDown } ?? false
            let notifications = episode.count { $0.notifies }
            tally.clientMissed += notifications == 0 && !known ? 1 : 0
            tally.clientDuplicates += max(notifications - (known ? 0 : 1), 0)
            lastTold = episode.last { $0.notifies }?.time ?? lastTold
            start = index
        }
        return tally
    }

    package static func += (sum: inout ScenarioScore, other: ScenarioScore) {
        sum.people.merge(other.people) { one, other in
            var both = one
            both += other
            return both
        }
        sum.sum += other.sum
        sum.mixed += other.mixed
        sum.violations += other.violations
        sum.rows += other.rows
        sum.inferences += other.inferences
        sum.twins += other.twins
    }

    /// Of all people: cost, rates and counts.
    package subscript<Value>(dynamicMember path: KeyPath<PersonTally, Value>) -> Value { sum[keyPath: path] }

    /// Desaturated twins are counted by themselves.
    package var inferencesPerRow: Double { rows > 0 ? Double(inferences) / Double(rows) : 0 }
    package var twinsPerRow: Double { rows > 0 ? Double(twins) / Double(rows) : 0 }
}
