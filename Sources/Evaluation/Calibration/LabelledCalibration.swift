import Recognition

/// Finds the pair that costs least where people are known: on the real timeline and on simulated days.
///
/// Company decides much on simulated days and hardly anything on the timeline, so a pair must be good on both: the worse of
/// its two costs counts, each as a share of the reference's. Sums are compared, not each script by itself: a script on which
/// the reference hardly errs would outweigh all others.
package struct LabelledCalibration: Sendable {
    /// `a` and `b` of a posterior.
    package struct Pair: Sendable, Hashable, Codable {
        package var a: Double
        package var b: Double
    }

    package struct Result: Sendable, Hashable, Codable {
        package var calibration: Calibration
        /// What it costs, as shares of the reference's cost.
        package var onTimeline: Double
        package var onDays: Double
        /// The pairs that only one of the two would choose.
        package var timelineAlone: Pair
        package var daysAlone: Pair
    }

    private let timeline: [ScenarioScript]
    private let days: [ScenarioScript]
    private let policy: MatchPolicy
    private let pairs: [Pair]

    /// - Parameters:
    ///   - policy: everything but the pair.
    ///   - seeds: how many scripts of each scenario.
    ///   - slopes: values of `a` to try, with every one of `offsets`, values of `b`.
    package init(
        _ library: CropLibrary, policy: MatchPolicy, seeds: Int, slopes: [Double] = [10, 14, 18, 22, 26],
        offsets: [Double] = [0.18, 0.20, 0.22, 0.24, 0.26, 0.28, 0.30, 0.32, 0.34, 0.36, 0.38, 0.40]
    ) {
        pairs = slopes.flatMap { a in offsets.map { Pair(a: a, b: $0) } }
        let timelines = Scenario.timelines(.switched(percent: 5)) + Scenario.timelines(.none)
        timeline = ScenarioScript.scripts(timelines, crops: library.crops, seeds: max(seeds, 1))
        days = ScenarioScript.scripts(Scenario.days, crops: library.crops, seeds: max(seeds, 1))
        self.policy = policy
    }

    /// - Parameter progress: called with how many of all pairs are done.
    package func best(progress: @Sendable (Int, Int) -> Void) async -> Result {
        let scripts = timeline + days
        let reference = await penalties(of: scripts) { script in
            var policy = ReferencePolicy(script)
            return policy.bestAnswers().answers
        }
        var table: [[Int]] = []
        for (index, pair) in pairs.enumerated() {
            var policy = policy
            policy.slopeMilli = Int64((pair.a * 1_000).rounded())
            policy.offsetMicro = Int64((pair.b * 1_000_000).rounded())
            let fixed = policy
            table.append(await penalties(of: scripts) { ScenarioRun.answers(to: $0, policy: fixed) })
            progress(index + 1, pairs.count)
        }
        return Self.result(pairs, table, reference, timelines: timeline.count)
    }

    /// - Parameters:
    ///   - table: for each pair the penalty on each script, those of the timeline first.
    ///   - timelines: how many scripts are of the timeline.
    static func result(_ pairs: [Pair], _ table: [[Int]], _ reference: [Int], timelines: Int) -> Result {
        func ratio(_ pair: Int, _ scripts: some Sequence<Int>) -> Double {
            let sums = scripts.reduce((0, 0)) { ($0.0 + table[pair][$1], $0.1 + reference[$1]) }
            return Double(sums.0) / Double(max(sums.1, 1))
        }
        func cheapest(_ cost: (Int) -> Double) -> Int { pairs.indices.min { cost($0) < cost($1) } ?? 0 }
        let (timeline, days) = (Array(0..<timelines), Array(timelines..<reference.count))
        let chosen = cheapest { max(ratio($0, timeline), ratio($0, days)) }
        // How far chance moves it: the same choice from scripts drawn with replacement.
        var generator = SeededGenerator(seed: 1)
        let moved = (0..<200).map { _ in
            let drawnTimeline = timeline.map { _ in timeline[Int.random(in: timeline.indices, using: &generator)] }
            let drawnDays = days.map { _ in days[Int.random(in: days.indices, using: &generator)] }
            return abs(pairs[cheapest { max(ratio($0, drawnTimeline), ratio($0, drawnDays)) }].b - pairs[chosen].b)
        }.sorted()
        return Result(
            calibration: Calibration(
                a: pairs[chosen].a, b: pairs[chosen].b, uncertainty: max(moved[moved.count * 9 / 10], 0.01),
                samples: reference.count),
            onTimeline: ratio(chosen, timeline), onDays: ratio(chosen, days),
            timelineAlone: pairs[cheapest { ratio($0, timeline) }], daysAlone: pairs[cheapest { ratio($0, days) }])
    }

    /// One per script: ten for everybody missed and one for each duplicate.
    private func penalties(
        of scripts: [ScenarioScript], _ answers: @escaping @Sendable (ScenarioScript) -> ScenarioAnswers
    ) async -> [Int] {
        await withTaskGroup(of: (Int, Int).self) { tasks in
            for (index, script) in scripts.enumerated() {
                tasks.addTask { (index, ScenarioScore(of: answers(script), to: script).penalty) }
            }
            var penalties = [Int](repeating: 0, count: scripts.count)
            for await (index, penalty) in tasks { penalties[index] = penalty }
            return penalties
        }
    }
}
