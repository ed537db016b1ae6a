extension EvaluationReport {
    /// One kind of simulated day, over all its seeds.
    package struct Day: Sendable, Hashable, Codable {
        /// `home`, `busy` or `split`.
        package let name: String
        /// True people's visits, the denominator of every rate.
        package let episodes: Int
        package let pictures: Int?
        package let seeds: Int?
        package let current: Measures
        /// The same days under the policy of a single threshold.
        package let reference: Measures?
        /// What ours costs as a fraction of the reference; nil without one, or when that costs nothing.
        package let ratio: Double?

        package init(
            name: String, episodes: Int, pictures: Int? = nil, seeds: Int? = nil, current: Measures, reference: Measures? = nil
        ) {
            self.name = name
            self.episodes = episodes
            self.pictures = pictures
            self.seeds = seeds
            self.current = current
            self.reference = reference
            ratio = reference.flatMap { $0.cost > 0 ? current.cost / $0.cost : nil }
        }
    }
}
