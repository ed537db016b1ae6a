extension EvaluationReport {
    /// How one policy did on a simulated day. Rates are fractions of the episodes.
    package struct Measures: Sendable, Hashable, Codable {
        /// Episodes without any `isNew`.
        package let missedPersonRate: Double
        /// Surplus `isNew`.
        package let duplicateRate: Double
        /// Ten for everybody missed and one for each duplicate.
        package let cost: Double
        /// The same two rates as a client notices them that tells of each id once in five minutes.
        package let clientMissedPersonRate: Double?
        package let clientDuplicateRate: Double?
        /// Ids per person.
        package let fragmentation: Double?
        /// Breaches of what must always hold.
        package let violations: Int?

        package var costPer100Episodes: Double { 100 * cost }

        package init(
            missedPersonRate: Double, duplicateRate: Double, clientMissedPersonRate: Double? = nil,
            clientDuplicateRate: Double? = nil, fragmentation: Double? = nil, violations: Int? = nil
        ) {
            self.missedPersonRate = missedPersonRate
            self.duplicateRate = duplicateRate
            cost = 10 * missedPersonRate + duplicateRate
            self.clientMissedPersonRate = clientMissedPersonRate
            self.clientDuplicateRate = clientDuplicateRate
            self.fragmentation = fragmentation
            self.violations = violations
        }
    }
}
