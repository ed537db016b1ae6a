/// The table that the demo prints, and whether the story came out as it should.
struct DemoReport {
    private var table = TextTable(columns: [
        "time", "camera", "person", "new?", "similar", "seen", "decision", "why", "seen at", "",
    ])
    /// Ids get short names in the order of appearance, so that a reader can follow them.
    private var names: [String: String] = [:]
    /// The first id that a person of the story got.
    private var identities: [String: String] = [:]
    private(set) var mistakes = 0
    private(set) var notifications = 0
    private(set) var detections = 0

    mutating func add(_ step: DemoStory.Step, start: Int64, answer: DemoAnswer) {
        table.addHeading(step.title)
        // The pictures of one step are judged together: two people on one must not share an id.
        let ids = Dictionary(grouping: zip(answer.detections, step.expect), by: \.0.personId)
        for (row, expected) in zip(answer.detections, step.expect) {
            let isAlone = Set(ids[row.personId, default: []].map(\.1.person)).count == 1
            let isRightID = identities[expected.person, default: row.personId] == row.personId
            let isRight = isAlone && isRightID && row.isNew == expected.isNew
            identities[expected.person] = identities[expected.person] ?? row.personId
            if !isRight { mistakes += 1 }
            detections += 1
            table.addRow([
                Self.clock(step.time - start), step.deviceName, name(of: row), row.isNew ? "NEW" : "-",
                row.similarity.map(Self.twoPlaces) ?? "-", row.probabilitySeen.map(Self.twoPlaces) ?? "-", row.decision,
                row.reason.joined(separator: ", "), row.matchedCameras.joined(separator: " → "),
                isRight ? "✓" : "✗ \(expected.person)\(expected.isNew ? ", new" : "")",
            ])
        }
        // A face and its body are one notification.
        notifications += Set(answer.detections.filter(\.isNew).map(\.personId)).count
        mistakes += abs(step.expect.count - answer.detections.count)
    }

    var text: String { table.text }

    private mutating func name(of row: DemoAnswer.Row) -> String {
        let short = names[row.personId] ?? "#\(names.count + 1)"
        names[row.personId] = short
        return row.knownAs.map { "\(short) \($0)" } ?? short
    }

    private static func clock(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        let rest = String(seconds % 60)
        return "\(seconds / 60):\(rest.count < 2 ? "0" + rest : rest)"
    }

    private static func twoPlaces(_ value: Double) -> String {
        let hundredths = Int((abs(value) * 100).rounded())
        let rest = String(hundredths % 100)
        return "\(value < 0 ? "-" : "")\(hundredths / 100).\(rest.count < 2 ? "0" + rest : rest)"
    }
}
