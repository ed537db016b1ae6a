import Evaluation

/// What `reid evaluate --json` prints: the figures by their usual names, and the whole report.
///
/// The figures are those of home, busy and split together; without them, of all days, and without days, of the timeline.
struct EvaluationSummary: Encodable {
    var rank1: Double?
    var mAP: Double?
    var mINP: Double?
    var episodes: Int?
    var missedPersonRate: Double?
    var duplicateRate: Double?
    var cost: Double?
    var clientMissedPersonRate: Double?
    var clientDuplicateRate: Double?
    var fragmentation: Double?
    /// Of all scenarios and sequences.
    var violations: Int
    var report: EvaluationReport

    enum Policy {
        case current, reference
    }

    init(_ report: EvaluationReport, of policy: Policy) {
        self.report = report
        rank1 = report.ranking?.rank1
        mAP = report.ranking?.meanAveragePrecision
        mINP = report.ranking?.meanInverseNegativePenalty
        let usual = report.days.filter { day in Scenario.days.contains { $0.name == day.name } }
        let counted = [usual, report.days, report.timeline].first { !$0.isEmpty } ?? []
        let days = counted.compactMap { day in
            (policy == .current ? day.current : day.reference).map { (Double(day.episodes), $0) }
        }
        let sum = days.reduce(0) { $0 + $1.0 }
        func mean(_ value: (EvaluationReport.Measures) -> Double?) -> Double? {
            guard sum > 0 else { return nil }
            return days.reduce(0) { $0 + $1.0 * (value($1.1) ?? 0) } / sum
        }
        episodes = days.isEmpty ? nil : Int(sum)
        missedPersonRate = mean(\.missedPersonRate)
        duplicateRate = mean(\.duplicateRate)
        cost = mean(\.cost)
        clientMissedPersonRate = mean(\.clientMissedPersonRate)
        clientDuplicateRate = mean(\.clientDuplicateRate)
        fragmentation = mean(\.fragmentation)
        violations =
            (report.days + report.timeline).reduce(0) {
                $0 + ((policy == .current ? $1.current : $1.reference)?.violations ?? 0)
            }
            + report.sequences.reduce(0) { $0 + $1.violations.count }
    }
}
