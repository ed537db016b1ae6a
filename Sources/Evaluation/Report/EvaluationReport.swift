import Recognition

/// Everything that one evaluation found out, to be printed, saved, or looked at. What was not measured is nil or empty, and is
/// left out wherever the report is shown.
package struct EvaluationReport: Sendable, Hashable, Codable {
    package var title: String
    /// As it was typed, so that anybody can have the same numbers again.
    package var commandLine: String?
    package var model: String?
    /// The data set's name or folder.
    package var dataSet: String?
    /// Which people of the data set were looked at: `even`, `odd` or `all`.
    package var ids: String?
    /// When it was made, for people to read.
    package var date: String?
    /// What else a reader ought to know, a sentence each.
    package var notes: [String] = []

    package var ranking: Ranking?
    package var pairs: SimilarityPairs?
    package var openSet: OpenSetCurve?
    /// The similarity at which a lone candidate, seen just now, is taken for the same person; marked in the plots.
    package var threshold: Double?
    package var days: [ScenarioResult] = []
    /// The real order of arrival, one for each kind of track ids.
    package var timeline: [ScenarioResult] = []
    /// Single situations.
    package var trials: [TrialOutcome] = []
    package var costCurves: [CostCurve] = []
    package var reliability: [ReliabilityBin] = []
    package var ablation: [AblationRow] = []
    package var sequences: [SequenceOutcome] = []
    /// The worst first.
    package var mistakes: [Mistake] = []

    package init(title: String) {
        self.title = title
    }
}
