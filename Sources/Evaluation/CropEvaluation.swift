import Recognition

/// What `reid evaluate` finds out from the crops of a data set: how well the model tells people apart, and what the policy
/// makes of it on simulated days.
package struct CropEvaluation: Sendable {
    package var library: CropLibrary
    package var policy: MatchPolicy
    package var kinds = DayPlan.Kind.allCases
    /// Days of each kind, with the seeds 1, 2, 3, ….
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
        let scripts = kinds.flatMap { kind in
            (0..<max(seeds, 0)).map { DayScript(kind, crops: library.crops, seed: UInt64($0 + 1)) }
        }
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
        let reference = await DayTrial(scripts) { script in
            let policy = ReferencePolicy()
            return policy.answers(to: script, threshold: policy.best(on: script).threshold)
        }
        step()
        report.days = trial.scores.map { kind, score in
            let pictures = scripts.filter { $0.plan.kind == kind }.reduce(0) { $0 + $1.pictures.count }
            return EvaluationReport.Day(
                name: kind.rawValue, episodes: score.episodes, pictures: pictures, seeds: seeds,
                current: .init(score), reference: .init(reference.score(of: kind)))
        }
        report.reliability = trial.reliability.bins
        report.mistakes = trial.mistakes
        for ablation in ablations {
            let trial = await self.trial(scripts, ablation.policy)
            report.ablation.append(
                .init(
                    name: ablation.name,
                    costs: trial.scores.map { .init(day: $0.kind.rawValue, costPer100Episodes: 100 * $0.score.cost) }))
            step()
        }
        var curves = kinds.map {
            EvaluationReport.CostCurve(name: $0.rawValue, points: [], chosen: Double(policy.offsetMicro) / 1_000_000)
        }
        for offset in offsets {
            var moved = policy
            moved.offsetMicro = offset
            let trial = await self.trial(scripts, moved)
            for (index, kind) in kinds.enumerated() {
                curves[index].points.append(
                    .init(b: Double(offset) / 1_000_000, costPer100Episodes: 100 * trial.score(of: kind).cost))
            }
            step()
        }
        if explores { report.costCurves = curves }
    }

    private func trial(_ scripts: [DayScript], _ policy: MatchPolicy) async -> DayTrial {
        await DayTrial(scripts) { DayRun.answers(to: $0, policy: policy) }
    }
}

extension EvaluationReport.Measures {
    package init(_ score: DayScore) {
        self.init(
            missedPersonRate: score.missedPersonRate, duplicateRate: score.duplicateRate,
            clientMissedPersonRate: score.clientMissedPersonRate, clientDuplicateRate: score.clientDuplicateRate,
            fragmentation: score.fragmentation, violations: score.violations)
    }
}
