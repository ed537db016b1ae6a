extension EvaluationReport {
    /// What one scenario costs as one constant of the decision is moved, everything else left alone.
    package struct CostCurve: Sendable, Hashable, Codable {
        package struct Point: Sendable, Hashable, Codable {
            package var value: Double
            package var costPer100Episodes: Double

            package init(value: Double, costPer100Episodes: Double) {
                self.value = value
                self.costPer100Episodes = costPer100Episodes
            }
        }

        /// What is moved, with its unit.
        package var constant: String
        /// The scenario's name.
        package var name: String
        /// By ascending value.
        package var points: [Point]
        /// The value in use.
        package var chosen: Double?

        package init(constant: String, name: String, points: [Point], chosen: Double? = nil) {
            self.constant = constant
            self.name = name
            self.points = points
            self.chosen = chosen
        }
    }
}
