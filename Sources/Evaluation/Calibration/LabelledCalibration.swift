import Recognition

/// Finds the pair that serves best where people are known: on the real timeline, on a crowded one, and on simulated days.
///
/// Company decides much on simulated days and hardly anything on the timeline; where few people are about a low `b` is best,
/// in a crowd a high one. So a pair must be good everywhere: for each kind of script its cost is compared with that of the
/// pair that is best for that kind alone, and the worst of these losses counts. Among pairs that lose hardly more than the
/// least, the one that misses fewest people is chosen: in doubt, a person is new. Costs are not compared with the reference's
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

    /// What a policy costs on one script.
    struct Tally: Sendable, Hashable {
        var penalty: Int
        var missed: Int
    }

    /// Pairs whose worst loss is within so much of the least are as good as chance can tell.
    private static let tolerance = 1.1

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
    package static let usualOffsets: [Double] = [0.16, 0.18, 0.20, 0.22, 0.24, 0.26, 0.28, 0.30, 0.32, 0.35, 0.40, 0.45]

    /// - Parameters:
    ///   - policy: everything but the pair.
    ///   - seeds: how many scripts of each scenario.
    ///   - slopes: values of `a` to try, with every one of `offsets`, values of `b`.
    package init(
        _ library: CropLibrary, policy: MatchPolicy, seeds: Int, slopes: [Double] = [6, 8, 10, 14, 18, 22],
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
        let reference = await tallies(of: scripts) { script in
            var policy = ReferencePolicy(script)
            return policy.bestAnswers().answers
        }
        var table: [[Tally]] = []
        for (index, pair) in pairs.enumerated() {
            var policy = policy
            policy.slopeMilli = Int64((pair.a * 1_000).rounded())
            policy.offsetMicro = Int64((pair.b * 1_000_000).rounded())
            let fixed = policy
            table.append(await tallies(of: scripts) { ScenarioRun.answers(to: $0, policy: fixed) })
            progress(index + 1, pairs.count)
        }
        return Self.result(pairs, table, reference, kinds)
    }

    /// - Parameter table: for each pair what it costs on each script.
    static func result(_ pairs: [Pair], _ table: [[Tally]], _ reference: [Tally], _ kinds: [Kind]) -> Result {
        func cost(_ pair: Int, _ scripts: some Sequence<Int>) -> Double {
            Double(max(scripts.reduce(0) { $0 + table[pair][$1].penalty }, 1))
        }
        func missed(_ pair: Int, _ kinds: [[Int]]) -> Int { kinds.joined().reduce(0) { $0 + table[pair][$1].missed } }
        func cheapest(_ cost: (Int) -> Double) -> Int { pairs.indices.min { cost($0) < cost($1) } ?? 0 }
        func chosen(_ kinds: [[Int]]) -> Int {
            let least = kinds.map { scripts in cost(cheapest { cost($0, scripts) }, scripts) }
            let losses = pairs.indices.map { pair in zip(kinds, least).map { cost(pair, $0) / $1 }.max() ?? 0 }
            let good = pairs.indices.filter { losses[$0] <= (losses.min() ?? 0) * tolerance }
            return good.min { (missed($0, kinds), losses[$0]) < (missed($1, kinds), losses[$1]) } ?? 0
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
                ofReference: cost(choice, scripts) / Double(max(scripts.reduce(0) { $0 + reference[$1].penalty }, 1)),
                ofBest: cost(choice, scripts) / cost(best, scripts), best: pairs[best])
        }
        return Result(
            calibration: Calibration(
                a: pairs[choice].a, b: pairs[choice].b, uncertainty: max(moved[moved.count * 9 / 10], 0.01),
                samples: reference.count), costs: costs)
    }

    /// One per script.
    private func tallies(
        of scripts: [ScenarioScript], _ answers: @escaping @Sendable (ScenarioScript) -> ScenarioAnswers
    ) async -> [Tally] {
        await withTaskGroup(of: (Int, Tally).self) { tasks in
            for (index, script) in scripts.enumerated() {
                tasks.addTask {
                    let score = ScenarioScore(of: answers(script), to: script)
                    return (index, Tally(penalty: score.penalty, missed: score.missed))
                }
            }
            var tallies = [Tally](repeating: Tally(penalty: 0, missed: 0), count: scripts.count)
            for await (index, tally) in tasks { tallies[index] = tally }
            return tallies
        }
    }
}
