extension EvaluationReport {
    /// What is said of the evaluation as a whole: a name and a value each.
    var facts: [(name: String, value: String)] {
        [("model", model), ("data", dataSet), ("ids", ids), ("made", date)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }

    /// The tables that there is something to put into, in reading order.
    var tables: [ReportTable] {
        [timelineTable, daysTable, trialsTable, ablationTable, curveTable, rankingTable, sequencesTable].compactMap { $0 }.filter
        {
            !$0.rows.isEmpty
        }
    }

    private var timelineTable: ReportTable {
        scenarioTable(
            "The real timeline", timeline,
            caption: """
                People in the order in which they really came, at three densities together. \(Self.measures)
                """)
    }

    private var daysTable: ReportTable { scenarioTable("Simulated days", days, caption: Self.measures) }

    private static let measures = """
        Missed: visits without any notification. Duplicates: notifications beyond the first. Cost: ten for everybody \
        missed and one for each duplicate, per 100 visits; beside the cost of the reference, a single threshold at its \
        best, with the interval that nine in ten draws of people lie in. Client: one that tells of an id once in five \
        minutes. Inferences: rows that were embedded. Ids: how many one person had.
        """

    private func scenarioTable(_ title: String, _ results: [ScenarioResult], caption: String) -> ReportTable {
        var table = ReportTable(
            title: title, caption: caption,
            columns: [
                "scenario", "visits", "missed", "duplicates", "cost", "of reference", "missed of reference's",
                "client missed", "client of reference's", "inferences per row", "ids", "violations",
            ])
        for result in results {
            table.add(cells(result))
            if let reference = result.reference {
                table.add(
                    [
                        "\(result.name), reference", "", ReportFigure.percent(reference.missedPersonRate),
                        ReportFigure.percent(reference.duplicateRate),
                        ReportFigure.decimal(reference.costPer100Episodes, places: 1), "", "",
                        ReportFigure.percent(reference.clientMissedPersonRate), "",
                        ReportFigure.decimal(reference.inferencesPerRow), ReportFigure.decimal(reference.fragmentation),
                        ReportFigure.count(reference.violations),
                    ], isSecondary: true)
            }
            for part in result.parts { table.add(cells(part), isSecondary: true) }
        }
        return table
    }

    private func cells(_ result: ScenarioResult) -> [String] {
        let measures = result.current
        let missed = result.reference.map {
            ReportFigure.part(measures.missed, of: $0.missed)
        }
        return [
            result.name, ReportFigure.count(result.episodes), ReportFigure.percent(measures.missedPersonRate),
            ReportFigure.percent(measures.duplicateRate), ReportFigure.decimal(measures.costPer100Episodes, places: 1),
            result.costRatio.map(ReportFigure.interval) ?? result.ratio.map { ReportFigure.decimal($0) } ?? "",
            missed ?? "", ReportFigure.percent(measures.clientMissedPersonRate),
            result.clientCostRatio.map(ReportFigure.interval) ?? "",
            ReportFigure.decimal(measures.inferencesPerRow), ReportFigure.decimal(measures.fragmentation),
            ReportFigure.count(measures.violations),
        ]
    }

    private var trialsTable: ReportTable {
        var table = ReportTable(
            title: "Single situations",
            caption: """
                What the scenarios show too seldom. Lost: visitors that nobody was told of, and how many of them are lost in \
                the circumstances that the situation is compared with.
                """,
            columns: ["situation", "visitors", "lost", "compared with", "duplicates", "inferences per row"])
        for trial in trials {
            let other = trial.lostElsewhere.map { "\(ReportFigure.count($0)) \(trial.elsewhere ?? "")" }
            table.add([
                trial.description, ReportFigure.count(trial.visitors), ReportFigure.count(trial.lost), other ?? "",
                ReportFigure.count(trial.duplicates), ReportFigure.decimal(trial.looksPerRow),
            ])
        }
        return table
    }

    private var ablationTable: ReportTable? {
        let names = ablation.flatMap { $0.costs.map(\.day) }.reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        var table = ReportTable(
            title: "What each part is worth", caption: "Cost per 100 visits with one part of the decision left out.",
            columns: ["left out"] + names)
        for row in ablation {
            table.add(
                [row.name]
                    + names.map { name in
                        ReportFigure.decimal(row.costs.first { $0.day == name }?.costPer100Episodes, places: 1)
                    })
        }
        return table
    }

    /// The curves once more as numbers: one row for each constant and value.
    private var curveTable: ReportTable? {
        let names = costCurves.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        var table = ReportTable(
            title: "What each constant is worth",
            caption: "Cost per 100 visits with one constant moved; the value in use is marked by a star.",
            columns: ["constant"] + names)
        for constant in costCurves.map(\.constant).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
            let curves = costCurves.filter { $0.constant == constant }
            for value in Set(curves.flatMap { $0.points.map(\.value) }).sorted() {
                let isChosen = curves.contains { $0.chosen == value }
                table.add(
                    ["\(constant): \(ReportFigure.short(value))\(isChosen ? " *" : "")"]
                        + names.map { name in
                            let point = curves.first { $0.name == name }?.points.first { $0.value == value }
                            return ReportFigure.decimal(point?.costPer100Episodes, places: 1)
                        })
            }
        }
        return table
    }

    private var rankingTable: ReportTable? {
        guard let ranking else { return nil }
        var table = ReportTable(
            title: "Ranking",
            caption: """
                Closed set: everybody who is looked for is in the gallery, seen by another camera. The share of queries with a \
                right answer among the first 1, 5 and 10, the mean average precision, and the mean inverse negative penalty: \
                the number of right answers as a share of the last one's rank.
                """,
            columns: ["data", "queries", "gallery", "rank 1", "rank 5", "rank 10", "mAP", "mINP"])
        table.add(
            [dataSet ?? "crops", ReportFigure.count(ranking.queries), ReportFigure.count(ranking.gallery)]
                + [1, 5, 10].map { ReportFigure.percent(ranking.cmc[rank: $0], places: 1) }
                + [ranking.meanAveragePrecision, ranking.meanInverseNegativePenalty].map { ReportFigure.percent($0, places: 1) })
        return table
    }

    private var sequencesTable: ReportTable? {
        var table = ReportTable(
            title: "Whole pictures",
            caption: """
                The whole service over pictures in order of time. IDF1: the share of sightings under the right id, under the \
                best pairing of people and ids. Pairwise F1: how well two sightings are told to be one person. Wrong pairs: \
                sightings of two people under one id (mixed), or of one person under two. Lowest seen: the least similarity \
                with which somebody was recognized by appearance. Ids: how many one person had.
                """,
            columns: [
                "sequence", "pictures", "people", "sightings", "IDF1", "pairwise F1", "wrong pairs", "mixed", "lowest seen",
                "ids",
                "violations",
            ])
        for outcome in sequences {
            table.add([
                outcome.name, ReportFigure.count(outcome.pictures), ReportFigure.count(outcome.people),
                ReportFigure.count(outcome.sightings), ReportFigure.percent(outcome.idf1, places: 1),
                ReportFigure.percent(outcome.pairwiseF1, places: 1),
                ReportFigure.part(outcome.wrongPairs, of: outcome.pairs),
                ReportFigure.count(outcome.mixedPairs),
                ReportFigure.decimal(outcome.lowestSeenSimilarity), ReportFigure.decimal(outcome.fragmentation),
                ReportFigure.count(outcome.violations.count),
            ])
        }
        return table
    }
}
