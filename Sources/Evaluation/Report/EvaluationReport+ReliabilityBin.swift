extension EvaluationReport {
    /// Decisions with about the same `P_seen`, and how often it was true.
    package struct ReliabilityBin: Sendable, Hashable, Codable {
        /// The mean `P_seen` of the decisions.
        package var predicted: Double
        /// The share of them whose person had been seen inside the window.
        package var observed: Double
        package var count: Int

        package init(predicted: Double, observed: Double, count: Int) {
            self.predicted = predicted
            self.observed = observed
            self.count = count
        }
    }
}
