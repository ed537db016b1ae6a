extension EvaluationReport {
    /// What is said of the evaluation as a whole: a name and a value each.
    var facts: [(name: String, value: String)] {
        [("model", model), ("data", dataSet), ("ids", ids), ("made", date)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }

    /// The tables that there is something to put into, in reading order.
    var tables: [ReportTable] {
        [daysTable, ablationTable, rankingTable, sequencesTable].compactMap { $0 }.filter { !$0.rows.isEmpty }
    }

    private var daysTable: ReportTable? {
        var table = ReportTable(
            title: "Simulated days",
            caption: """
                Missed: visits without any notification. Duplicates: notifications beyond the first. Cost: ten for everybody \
                missed and one for each duplicate, per 100 visits. Client: what a client that tells of an id once in five \
                minutes gets to see. Ids: how many one person had.
                """,
            columns: [
                "day", "visits", "missed", "duplicates", "cost", "of reference", "client missed", "client duplicates", "ids",
                "violations",
            ])
        for day in days {
            table.add([day.name, ReportFigure.count(day.episodes)] + cells(day.current, ratio: day.ratio))
            if let reference = day.reference {
                table.add(["\(day.name), reference", ""] + cells(reference, ratio: nil), isSecondary: true)
            }
        }
        return table
    }

    private func cells(_ measures: Measures, ratio: Double?) -> [String] {
        [
            ReportFigure.percent(measures.missedPersonRate), ReportFigure.percent(measures.duplicateRate),
            ReportFigure.decimal(measures.costPer100Episodes, places: 1), ratio.map { ReportFigure.decimal($0) } ?? "",
            ReportFigure.percent(measures.clientMissedPersonRate), ReportFigure.percent(measures.clientDuplicateRate),
            ReportFigure.decimal(measures.fragmentation), ReportFigure.count(measures.violations),
        ]
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

    private var rankingTable: ReportTable? {
        guard let ranking else { return nil }
        var table = ReportTable(
            title: "Ranking",
            caption: """
                Closed set: everybody who is looked for is in the gallery, seen by another camera. The share of queries with a \
                right answer among the first 1, 5 and 10, and the mean average precision.
                """,
            columns: ["data", "queries", "gallery", "rank 1", "rank 5", "rank 10", "mAP"])
        table.add(
            [dataSet ?? "crops", ReportFigure.count(ranking.queries), ReportFigure.count(ranking.gallery)]
                + [1, 5, 10].map { ReportFigure.percent(ranking.cmc[rank: $0], places: 1) }
                + [ReportFigure.percent(ranking.meanAveragePrecision, places: 1)])
        return table
    }

    private var sequencesTable: ReportTable? {
        var table = ReportTable(
            title: "Whole pictures",
            caption: """
                The whole service over pictures in order of time. IDF1: the share of sightings under the right id, under the \
                best pairing of people and ids. Pairwise F1: how well two sightings are told to be one person. Ids: how many \
                one person had.
                """,
            columns: ["sequence", "pictures", "people", "sightings", "IDF1", "pairwise F1", "ids", "violations"])
        for outcome in sequences {
            table.add([
                outcome.name, ReportFigure.count(outcome.pictures), ReportFigure.count(outcome.people),
                ReportFigure.count(outcome.sightings), ReportFigure.percent(outcome.idf1, places: 1),
                ReportFigure.percent(outcome.pairwiseF1, places: 1), ReportFigure.decimal(outcome.fragmentation),
                ReportFigure.count(outcome.violations.count),
            ])
        }
        return table
    }
}
