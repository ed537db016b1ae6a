/// A policy's cost as a share of the reference's on the same scripts, and how far chance moves it.
///
/// People are drawn anew with replacement, because errors of one person belong together; scripts are not.
package struct CostRatio: Sendable, Hashable, Codable {
    package var value: Double
    /// The 5th and the 95th percentile of the ratio over the draws.
    package var low: Double
    package var high: Double

    private static let draws = 1_000

    /// Nil when the reference costs nothing.
    /// - Parameter penalty: which penalty of a person to compare, `\.penalty` or `\.clientPenalty`.
    package init?(of ours: ScenarioScore, to reference: ScenarioScore, penalty: KeyPath<PersonTally, Int>) {
        let people = Set(ours.people.keys).union(reference.people.keys).sorted()
        let pairs = people.map { person in
            (
                ours: ours.people[person]?[keyPath: penalty] ?? 0,
                reference: reference.people[person]?[keyPath: penalty] ?? 0
            )
        }
        func ratio(_ pairs: some Sequence<(ours: Int, reference: Int)>) -> Double? {
            let sums = pairs.reduce((0, 0)) { ($0.0 + $1.ours, $0.1 + $1.reference) }
            return sums.1 > 0 ? Double(sums.0) / Double(sums.1) : nil
        }
        guard let value = ratio(pairs) else { return nil }
        self.value = value
        var generator = SeededGenerator(seed: 1)
        // A draw in which the reference costs nothing says nothing.
        let drawn = (0..<Self.draws).compactMap { _ in
            ratio(pairs.indices.map { _ in pairs[Int.random(in: pairs.indices, using: &generator)] })
        }.sorted()
        low = drawn.isEmpty ? value : drawn[(drawn.count - 1) * 5 / 100]
        high = drawn.isEmpty ? value : drawn[(drawn.count - 1) * 95 / 100]
    }
}
