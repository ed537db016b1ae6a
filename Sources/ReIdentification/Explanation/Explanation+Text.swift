import Foundation

/// The story as people read it.
extension Explanation {
    /// - Parameter timeZone: of the times in it.
    package func text(in timeZone: TimeZone) -> String {
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZone: timeZone).year().month().day()
            .dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        var lines = [heading]
        for sighting in sightings {
            let time = Date(timeIntervalSince1970: Double(sighting.timestamp) / 1000).formatted(style)
            let who = sighting.name.map { "\($0) (\(sighting.personId))" } ?? sighting.personId
            lines += ["", "\(time)  \(sighting.camera)  \(who)  picture \(sighting.sequence)"]
            lines += sighting.sentences.map { "  \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    private var heading: String {
        guard let first = sightings.first else { return "The log knows nothing of this." }
        let cameras = sightings.reduce(into: [String]()) { if !$0.contains($1.camera) { $0.append($1.camera) } }
        let count = sightings.count == 1 ? "1 sighting" : "\(sightings.count) sightings"
        let newCount = sightings.count(where: \.isNew)
        let name = sightings.last { $0.name != nil }?.name ?? first.personId
        return "\(name): \(count) on \(cameras.joined(separator: ", ")), \(newCount) of them new"
            + (ids.count > 1 ? "; ids: \(ids.joined(separator: ", "))." : ".")
    }
}
