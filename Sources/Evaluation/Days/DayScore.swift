/// How well the people of a house were told of who came; scores of several days add up.
package struct DayScore: Sendable, Hashable {
    /// Sightings of one person without a gap longer than the window.
    package private(set) var episodes = 0
    /// Episodes that nobody was told of.
    package private(set) var missed = 0
    /// Times that somebody was told of again in one episode.
    package private(set) var duplicates = 0
    /// The same two for a client that tells of every id once in five minutes, whatever `isNew` says.
    package private(set) var clientMissed = 0
    package private(set) var clientDuplicates = 0
    /// Different ids, summed over episodes.
    package private(set) var identities = 0
    /// Ids that two people got.
    package private(set) var mixed = 0
    /// Pictures in which two people got one id, and rows without an answer: must be 0.
    package private(set) var violations = 0
    package private(set) var rows = 0

    private static let window: Int64 = 60_000
    private static let coolDown: Int64 = 300_000

    package init() {}

    /// - Parameter answers: one list per picture of the script.
    package init(of answers: [[DayAnswer]], to script: DayScript) {
        var sightings: [Int: [(time: Int64, answer: DayAnswer, notifies: Bool)]] = [:]
        var people: [Int: Set<Int>] = [:]
        var told: [Int: Int64] = [:]
        for (picture, answers) in zip(script.pictures, answers) {
            rows += picture.rows.count
            violations += picture.rows.count - answers.count + answers.count - Set(answers.map(\.identity)).count
            for (row, answer) in zip(picture.rows, answers) {
                let notifies = told[answer.identity].map { picture.time - $0 >= Self.coolDown } ?? true
                if notifies { told[answer.identity] = picture.time }
                people[answer.identity, default: []].insert(row.person)
                sightings[row.person, default: []].append((picture.time, answer, notifies))
            }
        }
        mixed = people.values.count { $0.count > 1 }
        for sightings in sightings.values {
            var start = 0
            var lastTold: Int64?
            for index in 1...sightings.count {
                guard index == sightings.count || sightings[index].time - sightings[index - 1].time > Self.window else {
                    continue
                }
                let episode = sightings[start..<index]
                add(episode.map(\.answer))
                let known = lastTold.map { episode[start].time - $0 < Self.coolDown } ?? false
                let notifications = episode.count { $0.notifies }
                if notifications == 0, !known { clientMissed += 1 }
                clientDuplicates += max(notifications - (known ? 0 : 1), 0)
                lastTold = episode.last { $0.notifies }?.time ?? lastTold
                start = index
            }
        }
    }

    private mutating func add(_ episode: [DayAnswer]) {
        episodes += 1
        let times = episode.count { $0.isNew }
        if times == 0 { missed += 1 }
        duplicates += max(times - 1, 0)
        identities += Set(episode.map(\.identity)).count
    }

    package static func += (sum: inout DayScore, other: DayScore) {
        sum.episodes += other.episodes
        sum.missed += other.missed
        sum.duplicates += other.duplicates
        sum.clientMissed += other.clientMissed
        sum.clientDuplicates += other.clientDuplicates
        sum.identities += other.identities
        sum.mixed += other.mixed
        sum.violations += other.violations
        sum.rows += other.rows
    }

    // MARK: Rates

    private func perEpisode(_ count: Int) -> Double { episodes > 0 ? Double(count) / Double(episodes) : 0 }

    package var missedPersonRate: Double { perEpisode(missed) }
    package var duplicateRate: Double { perEpisode(duplicates) }
    /// Ten per missed person and one per duplicate, per episode.
    package var cost: Double { perEpisode(10 * missed + duplicates) }
    package var clientMissedPersonRate: Double { perEpisode(clientMissed) }
    package var clientDuplicateRate: Double { perEpisode(clientDuplicates) }
    package var clientCost: Double { perEpisode(10 * clientMissed + clientDuplicates) }
    /// Ids per episode; 1 is best.
    package var fragmentation: Double { perEpisode(identities) }
}
