import Recognition

/// Finds the pair that costs least on simulated days, whose people are known.
package struct LabelledCalibration: Sendable {
    private let scripts: [ScenarioScript]
    private let policy: MatchPolicy

    private let pairs: [(a: Double, b: Double)]

    /// - Parameters:
    ///   - policy: everything but the pair.
    ///   - seeds: how many days of each kind.
    ///   - slopes: values of `a` to try, with every one of `offsets`, values of `b`.
    package init(
        _ library: CropLibrary, policy: MatchPolicy, seeds: Int, slopes: [Double] = [14, 18, 22, 26],
        offsets: [Double] = [0.18, 0.20, 0.22, 0.24, 0.26, 0.28, 0.30, 0.32, 0.34, 0.36, 0.38, 0.40]
    ) {
        pairs = slopes.flatMap { a in offsets.map { (a: a, b: $0) } }
        scripts = ScenarioScript.scripts(Scenario.days, crops: library.crops, seeds: max(seeds, 1))
        self.policy = policy
    }

    /// - Parameter progress: called with how many of all pairs are done.
    package func best(progress: @Sendable (Int, Int) -> Void) async -> Calibration {
        let reference = await costs { script in
            var policy = ReferencePolicy(script)
            return policy.bestAnswers().answers
        }
        var table: [[Double]] = []
        for (index, pair) in pairs.enumerated() {
            var policy = policy
            policy.slopeMilli = Int64(pair.a * 1_000)
            policy.offsetMicro = Int64((pair.b * 1_000_000).rounded())
            let fixed = policy
            table.append(await costs { ScenarioRun.answers(to: $0, policy: fixed) })
            progress(index + 1, pairs.count)
        }
        let all = Array(scripts.indices)
        let chosen = pairs[Self.cheapest(table, reference, days: all)]
        // How far chance moves it: the same choice from days drawn with replacement.
        var generator = SeededGenerator(seed: 1)
        let drawn = (0..<200).map { _ in
            let days = all.map { _ in Int.random(in: all.indices, using: &generator) }
            return abs(pairs[Self.cheapest(table, reference, days: days)].b - chosen.b)
        }.sorted()
        return Calibration(
            a: chosen.a, b: chosen.b, uncertainty: max(drawn[drawn.count * 9 / 10], 0.01), samples: scripts.count)
    }

    /// One cost per day.
    private func costs(_ answers: @escaping @Sendable (ScenarioScript) -> ScenarioAnswers) async -> [Double] {
        await withTaskGroup(of: (Int, Double).self) { tasks in
            for (index, script) in scripts.enumerated() {
                tasks.addTask { (index, ScenarioScore(of: answers(script), to: script).cost) }
            }
            var costs = [Double](repeating: 0, count: scripts.count)
            for await (index, cost) in tasks { costs[index] = cost }
            return costs
        }
    }

    /// By the sum over the days of the cost as a share of the reference's.
    private static func cheapest(_ table: [[Double]], _ reference: [Double], days: [Int]) -> Int {
        func total(_ row: [Double]) -> Double { days.reduce(0) { $0 + row[$1] / max(reference[$1], 0.01) } }
        return table.indices.min { total(table[$0]) < total(table[$1]) } ?? 0
    }
}
