import Recognition

/// Finds the pair that serves best where people are known: on the real timeline, on a crowded one, and on simulated days.
///
/// Company decides much on simulated days and hardly anything on the timeline; where few people are about a low `b` is best,
/// in a crowd a high one. So a pair must be good everywhere: for each kind of script its cost is compared with that of the
/// pair that is best for that kind alone, and the worst of these losses counts. Costs are not compared with the reference's
/// here: where hardly anybody meets, the reference hardly errs, and would outweigh everything else.
package struct LabelledCalibration: Sendable {
    /// `a` and `b` of a posterior.
    package struct Pair: Sendable, Hashable, Codable {
        package var a: Double
        package var b: Double
    }

    /// What the chosen pair costs on one kind of script.
    package struct Cost: Sendable, Hashable, Codable {
        package var name: String
        /// As a share of the reference's.
        package var ofReference: Double
        /// As a multiple of what the best pair for this kind costs, and that pair.
        package var ofBest: Double
        package var best: Pair
    }

    package struct Result: Sendable, Hashable, Codable {
        package var calibration: Calibration
        package var costs: [Cost]
    }

    /// One kind of script.
    struct Kind: Sendable {
        var name: String
        var scripts: Range<Int>
    }

    private let scripts: [ScenarioScript]
    private let kinds: [Kind]
    private let policy: MatchPolicy
    private let pairs: [Pair]

    /// From model to model the right `b` lies between .2 and .3; that of the embedded one, which knows colors only, is higher.
    package static let usualOffsets: [Double] = [0.16, 0.18, 0.20, 0.22, 0.24, 0.26, 0.28, 0.30, 0.35, 0.40]

    /// - Parameters:
    ///   - policy: everything but the pair.
    ///   - seeds: how many scripts of each scenario.
    ///   - slopes: values of `a` to try, with every one of `offsets`, values of `b`.
    package init(
        _ library: CropLibrary, policy: MatchPolicy, seeds: Int, slopes: [Double] = [6, 10, 14, 18, 22],
        offsets: [Double] = LabelledCalibration.usualOffsets
    ) {
        pairs = slopes.flatMap { a in offsets.map { Pair(a: a, b: $0) } }
        let timelines = Scenario.timelines(.switched(percent: 5)) + Scenario.timelines(.none)
        let groups = [("timeline", timelines), ("crowded timeline", [Scenario.crowded]), ("days", Scenario.days)]
        var (scripts, kinds) = ([ScenarioScript](), [Kind]())
        for (name, scenarios) in groups {
            let made = ScenarioScript.scripts(scenarios, crops: library.crops, seeds: max(seeds, 1))
            kinds.append(Kind(name: name, scripts: scripts.count..<scripts.count + made.count))
            scripts += made
        }
        (self.scripts, self.kinds, self.policy) = (scripts, kinds, policy)
    }

    /// - Parameter progress: called with how many of all pairs are done.
    package func best(progress: @Sendable (Int, Int) -> Void) async -> Result {
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
        return Self.result(pairs, table, reference, kinds)
    }

    /// - Parameter table: for each pair the penalty on each script.
    static func result(_ pairs: [Pair], _ table: [[Int]], _ reference: [Int], _ kinds: [Kind]) -> Result {
        func cost(_ pair: Int, _ scripts: some Sequence<Int>) -> Double {
            Double(max(scripts.reduce(0) { $0 + table[pair][$1] }, 1))
        }
        func cheapest(_ cost: (Int) -> Double) -> Int { pairs.indices.min { cost($0) < cost($1) } ?? 0 }
        func chosen(_ kinds: [[Int]]) -> Int {
            let least = kinds.map { scripts in cost(cheapest { cost($0, scripts) }, scripts) }
            return cheapest { pair in zip(kinds, least).map { cost(pair, $0) / $1 }.max() ?? 0 }
        }
        let all = kinds.map { Array($0.scripts) }
        let choice = chosen(all)
        // How far chance moves it: the same choice from scripts drawn with replacement.
        var generator = SeededGenerator(seed: 1)
        let moved = (0..<200).map { _ in
            let drawn = all.map { scripts in scripts.map { _ in scripts[Int.random(in: scripts.indices, using: &generator)] } }
            return abs(pairs[chosen(drawn)].b - pairs[choice].b)
        }.sorted()
        let costs = zip(kinds, all).map { kind, scripts in
            let best = cheapest { cost($0, scripts) }
            return Cost(
                name: kind.name,
                ofReference: cost(choice, scripts) / Double(max(scripts.reduce(0) { $0 + reference[$1] }, 1)),
                ofBest: cost(choice, scripts) / cost(best, scripts), best: pairs[best])
        }
        return Result(
            calibration: Calibration(
                a: pairs[choice].a, b: pairs[choice].b, uncertainty: max(moved[moved.count * 9 / 10], 0.01),
                samples: reference.count), costs: costs)
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
