extension EvaluationReport {
    /// One kind of simulated day, over all its seeds.
    package struct Day: Sendable, Hashable, Codable {
        /// `home`, `busy` or `split`.
        package var name: String
        /// True people's visits, the denominator of every rate.
        package var episodes: Int
        package var pictures: Int?
        package var seeds: Int?
        package var current: Measures
        /// The same days under the policy of a single threshold.
        package var reference: Measures?

        /// What ours costs as a fraction of the reference; nil without one, or when that costs nothing.
        package var ratio: Double? {
            guard let reference, reference.costPer100Episodes > 0 else { return nil }
            return current.costPer100Episodes / reference.costPer100Episodes
        }

        package init(
            name: String, episodes: Int, pictures: Int? = nil, seeds: Int? = nil, current: Measures, reference: Measures? = nil
        ) {
            self.name = name
            self.episodes = episodes
            self.pictures = pictures
            self.seeds = seeds
            self.current = current
            self.reference = reference
        }
    }
}
