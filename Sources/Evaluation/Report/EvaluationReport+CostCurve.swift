extension EvaluationReport {
    /// What one kind of day costs as the similarity `b` of the posterior is moved, everything else left alone.
    package struct CostCurve: Sendable, Hashable, Codable {
        package struct Point: Sendable, Hashable, Codable {
            package var b: Double
            package var costPer100Episodes: Double

            package init(b: Double, costPer100Episodes: Double) {
                self.b = b
                self.costPer100Episodes = costPer100Episodes
            }
        }

        package var name: String
        /// By ascending `b`.
        package var points: [Point]
        /// The value in use.
        package var chosen: Double?

        package init(name: String, points: [Point], chosen: Double? = nil) {
            self.name = name
            self.points = points
            self.chosen = chosen
        }
    }
}
