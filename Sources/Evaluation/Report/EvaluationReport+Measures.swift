extension EvaluationReport {
    /// How one policy did on a simulated day. Rates are fractions of the episodes.
    package struct Measures: Sendable, Hashable, Codable {
        /// Episodes without any `isNew`.
        package var missedPersonRate: Double
        /// Surplus `isNew`.
        package var duplicateRate: Double
        /// Ten for everybody missed and one for each duplicate.
        package var costPer100Episodes: Double
        /// The same two as a client notices them that tells of each id once in five minutes.
        package var clientMissedPersonRate: Double?
        package var clientDuplicateRate: Double?
        /// Ids per person.
        package var fragmentation: Double?
        /// Breaches of what must always hold.
        package var violations: Int?

        package init(
            missedPersonRate: Double, duplicateRate: Double, costPer100Episodes: Double, clientMissedPersonRate: Double? = nil,
            clientDuplicateRate: Double? = nil, fragmentation: Double? = nil, violations: Int? = nil
        ) {
            self.missedPersonRate = missedPersonRate
            self.duplicateRate = duplicateRate
            self.costPer100Episodes = costPer100Episodes
            self.clientMissedPersonRate = clientMissedPersonRate
            self.clientDuplicateRate = clientDuplicateRate
            self.fragmentation = fragmentation
            self.violations = violations
        }
    }
}
