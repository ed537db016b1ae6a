import Recognition

/// One policy on several scripts: the score of each scenario, how far P_seen is to be believed, and the worst mistakes.
package struct ScenarioTrial: Sendable {
    /// By scenario, in the order of the scripts.
    package private(set) var scores: [(scenario: Scenario, score: ScenarioScore)] = []
    package private(set) var reliability = Reliability()
    /// The worst first.
    package private(set) var mistakes: [EvaluationReport.Mistake] = []

    private static let keptMistakes = 48

    /// Runs every script on a thread of its own, as many at once as there are cores.
    package init(
        _ scripts: [ScenarioScript], answers: @escaping @Sendable (ScenarioScript) -> ScenarioAnswers
    ) async {
        let outcomes = await withTaskGroup(of: (Int, ScenarioScore, ScenarioReview).self) { tasks in
            for (index, script) in scripts.enumerated() {
                tasks.addTask {
                    let answers = answers(script)
                    return (index, ScenarioScore(of: answers, to: script), ScenarioReview(of: answers, to: script))
                }
            }
            var outcomes: [(Int, ScenarioScore, ScenarioReview)] = []
            for await outcome in tasks { outcomes.append(outcome) }
            return outcomes.sorted { $0.0 < $1.0 }
        }
        for (index, score, review) in outcomes {
            let scenario = scripts[index].scenario
            if let place = scores.firstIndex(where: { $0.scenario == scenario }) {
                scores[place].score += score
            } else {
                scores.append((scenario, score))
            }
            reliability += review.reliability
        }
        mistakes = Self.worst(of: outcomes.map { (scripts[$0.0].scenario, $0.2.mistakes) })
    }

    /// As many of each group, so that one bad scenario does not hide the others. Of the timeline only the scripts with the
    /// usual trackers count, because all its groups show the same people.
    private static func worst(of outcomes: [(scenario: Scenario, mistakes: [RankedMistake])]) -> [EvaluationReport.Mistake] {
        struct Pair: Hashable {
            var crop: String
            var other: String?
        }
        let shown = outcomes.filter { scenario, _ in
            if case .timeline(let timeline) = scenario { return timeline.trackIDs == .switched(percent: 5) }
            return true
        }
        let groups = Dictionary(grouping: shown.isEmpty ? outcomes : shown, by: \.scenario.group)
        let share = max(keptMistakes / max(groups.count, 1), 4)
        return groups.keys.sorted().flatMap { group in
            var known: Set<Pair> = []
            return (groups[group] ?? []).flatMap(\.mistakes).sorted { $0.weight > $1.weight }
                .filter { known.insert(Pair(crop: $0.mistake.crop, other: $0.mistake.other)).inserted }.prefix(share)
        }.sorted { $0.weight > $1.weight }.map(\.mistake)
    }

    /// Our policy on all scripts.
    package static func ours(_ scripts: [ScenarioScript], policy: MatchPolicy) async -> ScenarioTrial {
        await ScenarioTrial(scripts) { ScenarioRun.answers(to: $0, policy: policy) }
    }

    /// The reference on all scripts, with the threshold that is best for each.
    package static func reference(_ scripts: [ScenarioScript]) async -> ScenarioTrial {
        await ScenarioTrial(scripts) { script in
            var policy = ReferencePolicy(script)
            return policy.bestAnswers().answers
        }
    }

    package func score(of scenario: Scenario) -> ScenarioScore { scores.first { $0.scenario == scenario }?.score ?? .init() }

    /// In the order of the scripts.
    package var groups: [String] {
        scores.reduce(into: [String]()) { if !$0.contains($1.scenario.group) { $0.append($1.scenario.group) } }
    }

    /// All scenarios of a group together.
    package func score(of group: String) -> ScenarioScore {
        scores.filter { $0.scenario.group == group }.reduce(into: ScenarioScore()) { $0 += $1.score }
    }
}
