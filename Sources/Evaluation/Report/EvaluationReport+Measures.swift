extension EvaluationReport {
    /// How one policy did on a scenario. Rates are fractions of the episodes.
    package struct Measures: Sendable, Hashable, Codable {
        /// Episodes without any `isNew`.
        package let missedPersonRate: Double
        /// Surplus `isNew`.
        package let duplicateRate: Double
        /// Ten for everybody missed and one for each duplicate.
        package let cost: Double
        /// The same three as a client notices them that tells of each id once in five minutes.
        package let clientMissedPersonRate: Double?
        package let clientDuplicateRate: Double?
        package let clientCost: Double?
        /// Ids per person.
        package let fragmentation: Double?
        /// Breaches of what must always hold.
        package let violations: Int?
        /// Episodes without any `isNew`, as a number.
        package let missed: Int?
        /// The share of rows that were embedded.
        package let inferencesPerRow: Double?
        /// The share of rows that were embedded once more, without their colors.
        package let twinsPerRow: Double?

        package var costPer100Episodes: Double { 100 * cost }

        package init(
            missedPersonRate: Double, duplicateRate: Double, clientMissedPersonRate: Double? = nil,
            clientDuplicateRate: Double? = nil, fragmentation: Double? = nil, violations: Int? = nil, missed: Int? = nil,
            inferencesPerRow: Double? = nil, twinsPerRow: Double? = nil
        ) {
            self.missedPersonRate = missedPersonRate
            self.duplicateRate = duplicateRate
            cost = 10 * missedPersonRate + duplicateRate
            self.clientMissedPersonRate = clientMissedPersonRate
            self.clientDuplicateRate = clientDuplicateRate
            if let clientMissedPersonRate, let clientDuplicateRate {
                clientCost = 10 * clientMissedPersonRate + clientDuplicateRate
            } else {
                clientCost = nil
            }
            self.fragmentation = fragmentation
            self.violations = violations
            self.missed = missed
            self.inferencesPerRow = inferencesPerRow
            self.twinsPerRow = twinsPerRow
        }

        package init(_ score: ScenarioScore) {
            self.init(
                missedPersonRate: score.missedPersonRate, duplicateRate: score.duplicateRate,
                clientMissedPersonRate: score.clientMissedPersonRate, clientDuplicateRate: score.clientDuplicateRate,
                fragmentation: score.fragmentation, violations: score.violations, missed: score.missed,
                inferencesPerRow: score.inferencesPerRow, twinsPerRow: score.twinsPerRow)
        }
    }
}
