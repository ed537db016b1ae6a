extension EvaluationReport {
    /// What the days cost with one part of the decision left out.
    package struct AblationRow: Sendable, Hashable, Codable {
        /// What was left out, in words.
        package var name: String
        package var costs: [Cost]

        package struct Cost: Sendable, Hashable, Codable {
            /// The day's name.
            package var day: String
            package var costPer100Episodes: Double

            package init(day: String, costPer100Episodes: Double) {
                self.day = day
                self.costPer100Episodes = costPer100Episodes
            }
        }

        package init(name: String, costs: [Cost]) {
            self.name = name
            self.costs = costs
        }
    }
}
