extension EvaluationReport {
    /// One kind of simulated day, or the real timeline with one kind of track ids, over all its seeds.
    package struct ScenarioResult: Sendable, Hashable, Codable {
        /// Such as `home`, or `timeline, 5 % switches`.
        package let name: String
        /// True people's visits, the denominator of every rate.
        package let episodes: Int
        package let pictures: Int?
        package let seeds: Int?
        package let current: Measures
        /// The same scripts under the policy of a single threshold.
        package let reference: Measures?
        /// Our cost as a fraction of the reference's; nil without one, or when that costs nothing.
        package let ratio: Double?
        /// The same with its interval over people, and likewise the costs of the client.
        package let costRatio: CostRatio?
        package let clientCostRatio: CostRatio?
        /// What the result is made of, one part a density.
        package let parts: [ScenarioResult]

        package init(
            name: String, episodes: Int, pictures: Int? = nil, seeds: Int? = nil, current: Measures,
            reference: Measures? = nil, costRatio: CostRatio? = nil, clientCostRatio: CostRatio? = nil,
            parts: [ScenarioResult] = []
        ) {
            self.name = name
            self.episodes = episodes
            self.pictures = pictures
            self.seeds = seeds
            self.current = current
            self.reference = reference
            ratio = reference.flatMap { $0.cost > 0 ? current.cost / $0.cost : nil }
            self.costRatio = costRatio
            self.clientCostRatio = clientCostRatio
            self.parts = parts
        }

        init(
            name: String, pictures: Int, seeds: Int, ours: ScenarioScore, reference: ScenarioScore,
            parts: [ScenarioResult] = []
        ) {
            self.init(
                name: name, episodes: ours.episodes, pictures: pictures, seeds: seeds, current: Measures(ours),
                reference: Measures(reference), costRatio: CostRatio(of: ours, to: reference, penalty: \.penalty),
                clientCostRatio: CostRatio(of: ours, to: reference, penalty: \.clientPenalty), parts: parts)
        }
    }
}
