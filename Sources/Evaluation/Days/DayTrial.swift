/// One policy on several simulated days: the score of each kind, how far P_seen is to be believed, and the worst mistakes.
package struct DayTrial: Sendable {
    /// By kind, in the order of the scripts.
    package private(set) var scores: [(kind: DayPlan.Kind, score: DayScore)] = []
    package private(set) var reliability = Reliability()
    /// The worst first.
    package private(set) var mistakes: [EvaluationReport.Mistake] = []

    private static let keptMistakes = 48

    /// Runs every day on a thread of its own, as many at once as there are cores.
    package init(_ scripts: [DayScript], answers: @escaping @Sendable (DayScript) -> [[DayAnswer]]) async {
        let outcomes = await withTaskGroup(of: (Int, DayScore, Reliability, [DayMistake]).self) { tasks in
            for (index, script) in scripts.enumerated() {
                tasks.addTask {
                    let answers = answers(script)
                    let review = DayReview(of: answers, to: script)
                    return (index, DayScore(of: answers, to: script), review.reliability, review.mistakes)
                }
            }
            var outcomes: [(Int, DayScore, Reliability, [DayMistake])] = []
            for await outcome in tasks { outcomes.append(outcome) }
            return outcomes.sorted { $0.0 < $1.0 }
        }
        for (index, score, reliability, _) in outcomes {
            let kind = scripts[index].plan.kind
            if let place = scores.firstIndex(where: { $0.kind == kind }) {
                scores[place].score += score
            } else {
                scores.append((kind, score))
            }
            self.reliability += reliability
        }
        mistakes = outcomes.flatMap(\.3).sorted { $0.weight > $1.weight }.prefix(Self.keptMistakes).map(\.mistake)
    }

    package func score(of kind: DayPlan.Kind) -> DayScore { scores.first { $0.kind == kind }?.score ?? DayScore() }
}
