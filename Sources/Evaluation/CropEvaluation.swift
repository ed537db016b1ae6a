import Recognition

/// What `reid evaluate` finds out from the crops of a data set: how well the model tells people apart, and what the policy
/// makes of it in each scenario.
package struct CropEvaluation: Sendable {
    package var library: CropLibrary
    package var policy: MatchPolicy
    package var scenarios = Scenario.days
    /// Scripts of each scenario, with the seeds 1, 2, 3, ….
    package var seeds = 10
    /// Also what the scenarios cost with one part of the decision left out each, and with other constants.
    package var explores = false
    /// Also the trials of single situations.
    package var runsTrials = false

    package init(library: CropLibrary, policy: MatchPolicy) {
        self.library = library
        self.policy = policy
    }

    /// Fills in ranking, open set, pairs, scenarios and trials.
    /// - Parameter progress: called with how many of all steps are done.
    package func fill(_ report: inout EvaluationReport, progress: @Sendable (Int, Int) -> Void) async {
        let ablations = explores ? Ablation.all(of: policy) : []
        let curves = explores ? PolicyCurve.all(of: policy) : []
        let steps = 3 + (runsTrials ? 1 : 0) + ablations.count + curves.reduce(0) { $0 + $1.values.count }
        var done = 0
        func step() {
            done += 1
            progress(done, steps)
        }

        // How well the model tells people apart.
        let queries = library.crops.indices.filter { library.isQuery[$0] }.map { library.crops[$0] }
        let gallery = library.crops.indices.filter { !library.isQuery[$0] }.map { library.crops[$0] }
        report.ranking = Ranking(queries: queries, gallery: gallery)
        report.pairs = SimilarityPairs(queries: queries, gallery: gallery)
        report.openSet = OpenSetSearch().curve(queries: queries, gallery: gallery)
        step()

        // Single situations, which the scenarios show too seldom.
        if runsTrials {
            report.trials = [
                FreshHouseTrial(library.crops).outcome(policy: policy),
                ResidentTrial(library.crops).outcome(policy: policy),
                SwitchTrial(library.crops).outcome(
                    policy: policy, other: policy.withoutLaterRules, named: "by the earlier rules"),
            ]
            step()
        }

        // What the policy makes of it, beside the reference.
        let scripts = ScenarioScript.scripts(scenarios, crops: library.crops, seeds: seeds)
        guard !scripts.isEmpty else { return }
        let ours = await ScenarioTrial.ours(scripts, policy: policy)
        step()
        let reference = await ScenarioTrial.reference(scripts)
        step()
        let results = results(ours, reference, scripts)
        report.days = results.filter { !$0.isTimeline }.map(\.result)
        report.timeline = results.filter(\.isTimeline).map(\.result)
        report.reliability = ours.reliability.bins
        report.mistakes = ours.mistakes

        // What each part and each constant is worth.
        let ablated = scripts.filter { Self.isAblated($0.scenario) }
        let explored = scripts.filter { Self.isExplored($0.scenario) }
        for ablation in ablations {
            let trial = await ScenarioTrial.ours(ablated, policy: ablation.policy)
            report.ablation.append(
                .init(
                    name: ablation.name,
                    costs: trial.groups.map { .init(day: $0, costPer100Episodes: 100 * trial.score(of: $0).cost) }))
            step()
        }
        for curve in curves {
            var points: [String: [EvaluationReport.CostCurve.Point]] = [:]
            var groups: [String] = []
            for value in curve.values {
                let trial = await ScenarioTrial.ours(explored, policy: curve.policy(policy, with: value))
                groups = trial.groups
                for group in groups {
                    points[group, default: []].append(
                        .init(value: value, costPer100Episodes: 100 * trial.score(of: group).cost))
                }
                step()
            }
            report.costCurves += groups.map {
                .init(constant: curve.name, name: $0, points: points[$0, default: []], chosen: curve.chosen)
            }
        }
    }

    /// Enough to see what a constant is worth, and no more lines than a diagram has colors.
    private static func isExplored(_ scenario: Scenario) -> Bool {
        switch scenario {
        case .home, .busy, .split: true
        case .timeline(let timeline): timeline.trackIDs == .switched(percent: 5)
        case .soloHome, .soloBusy, .resident, .recorded: false
        }
    }

    private static func isAblated(_ scenario: Scenario) -> Bool {
        switch scenario {
        case .resident(let percent): percent == 90
        case .timeline(let timeline): timeline.trackIDs == .none || isExplored(scenario)
        default: isExplored(scenario)
        }
    }

    /// One per group of scenarios, in the order of the scripts.
    private func results(
        _ ours: ScenarioTrial, _ reference: ScenarioTrial, _ scripts: [ScenarioScript]
    ) -> [(isTimeline: Bool, result: EvaluationReport.ScenarioResult)] {
        func pictures(_ isWanted: (Scenario) -> Bool) -> Int {
            scripts.filter { isWanted($0.scenario) }.reduce(0) { $0 + $1.pictures.count }
        }
        return ours.groups.map { group in
            let members = ours.scores.filter { $0.scenario.group == group }
            let parts = members.map { scenario, score in
                EvaluationReport.ScenarioResult(
                    name: scenario.name, pictures: pictures { $0 == scenario }, seeds: seeds, ours: score,
                    reference: reference.score(of: scenario))
            }
            return (
                members.contains { $0.scenario.isTimeline },
                EvaluationReport.ScenarioResult(
                    name: group, pictures: pictures { $0.group == group }, seeds: seeds, ours: ours.score(of: group),
                    reference: reference.score(of: group), parts: parts.count > 1 ? parts : [])
            )
        }
    }
}
