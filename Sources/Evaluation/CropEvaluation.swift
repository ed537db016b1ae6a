import Recognition

/// What `reid evaluate` finds out from the crops of a data set: how well the model tells people apart, and what the policy
/// makes of it on simulated days.
package struct CropEvaluation: Sendable {
    package var library: CropLibrary
    package var policy: MatchPolicy
    package var scenarios = Scenario.days
    /// Scripts of each scenario, with the seeds 1, 2, 3, ….
    package var seeds = 10
    /// Also what the days cost with one part of the decision left out each, and with other values of `b`.
    package var explores = false

    package init(library: CropLibrary, policy: MatchPolicy) {
        self.library = library
        self.policy = policy
    }

    /// Fills in ranking, open set, pairs and days.
    /// - Parameter progress: called with how many of all steps are done.
    package func fill(_ report: inout EvaluationReport, progress: @Sendable (Int, Int) -> Void) async {
        let scripts = ScenarioScript.scripts(scenarios, crops: library.crops, seeds: seeds)
        let ablations = explores ? Ablation.all(of: policy) : []
        let offsets = explores ? (-4...4).map { policy.offsetMicro + Int64($0) * 30_000 } : []
        let steps = 3 + ablations.count + offsets.count
        var done = 0
        func step() {
            done += 1
            progress(done, steps)
        }

        let queries = library.crops.indices.filter { library.isQuery[$0] }.map { library.crops[$0] }
        let gallery = library.crops.indices.filter { !library.isQuery[$0] }.map { library.crops[$0] }
        report.ranking = Ranking(queries: queries, gallery: gallery)
        report.pairs = SimilarityPairs(queries: queries, gallery: gallery)
        report.openSet = OpenSetSearch().curve(queries: queries, gallery: gallery)
        step()
        guard !scripts.isEmpty else { return }

        let trial = await trial(scripts, policy)
        step()
        let reference = await ScenarioTrial.reference(scripts)
        step()
        report.days = trial.scores.map { scenario, score in
            let pictures = scripts.filter { $0.scenario == scenario }.reduce(0) { $0 + $1.pictures.count }
            return EvaluationReport.Day(
                name: scenario.name, episodes: score.episodes, pictures: pictures, seeds: seeds,
                current: .init(score), reference: .init(reference.score(of: scenario)))
        }
        report.reliability = trial.reliability.bins
        report.mistakes = trial.mistakes
        for ablation in ablations {
            let trial = await self.trial(scripts, ablation.policy)
            report.ablation.append(
                .init(
                    name: ablation.name,
                    costs: trial.scores.map { .init(day: $0.scenario.name, costPer100Episodes: 100 * $0.score.cost) }))
            step()
        }
        var curves = scenarios.map {
            EvaluationReport.CostCurve(name: $0.name, points: [], chosen: Double(policy.offsetMicro) / 1_000_000)
        }
        for offset in offsets {
            var moved = policy
            moved.offsetMicro = offset
            let trial = await self.trial(scripts, moved)
            for (index, scenario) in scenarios.enumerated() {
                curves[index].points.append(
                    .init(b: Double(offset) / 1_000_000, costPer100Episodes: 100 * trial.score(of: scenario).cost))
            }
            step()
        }
        if explores { report.costCurves = curves }
    }

    private func trial(_ scripts: [ScenarioScript], _ policy: MatchPolicy) async -> ScenarioTrial {
        await ScenarioTrial.ours(scripts, policy: policy)
    }
}

extension EvaluationReport.Measures {
    package init(_ score: ScenarioScore) {
        self.init(
            missedPersonRate: score.missedPersonRate, duplicateRate: score.duplicateRate,
            clientMissedPersonRate: score.clientMissedPersonRate, clientDuplicateRate: score.clientDuplicateRate,
            fragmentation: score.fragmentation, violations: score.violations)
    }
}
