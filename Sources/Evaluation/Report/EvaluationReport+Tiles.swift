extension EvaluationReport {
    /// A figure that a reader wants first.
    struct Tile {
        var name: String
        var value: String
        /// Lines of their own.
        var details: [String]
    }

    /// What each scenario costs, how well the gallery is ordered, and whether anything was breached.
    var tiles: [Tile] {
        var tiles = (timeline + days).map { day in
            Tile(
                name: "\(day.name), cost per 100", value: ReportFigure.decimal(day.current.costPer100Episodes, places: 1),
                details: [
                    day.ratio.map { "\(ReportFigure.decimal($0)) of the reference" },
                    "\(ReportFigure.percent(day.current.missedPersonRate)) missed",
                ].compactMap { $0 })
        }
        if let ranking {
            tiles.append(
                Tile(
                    name: "rank 1", value: ReportFigure.percent(ranking.rank1, places: 1),
                    details: [
                        "mAP \(ReportFigure.percent(ranking.meanAveragePrecision, places: 1))",
                        "mINP \(ReportFigure.percent(ranking.meanInverseNegativePenalty, places: 1))",
                    ]))
        }
        let idf1 = sequences.reduce(into: (right: 0.0, all: 0)) { sums, outcome in
            sums.right += outcome.idf1 * Double(outcome.sightings)
            sums.all += outcome.sightings
        }
        if idf1.all > 0 {
            tiles.append(
                Tile(
                    name: "IDF1", value: ReportFigure.percent(idf1.right / Double(idf1.all), places: 1),
                    details: ["\(ReportFigure.count(idf1.all)) sightings"]))
        }
        let breaches = (timeline + days).compactMap(\.current.violations) + sequences.map(\.violations.count)
        if !breaches.isEmpty {
            tiles.append(
                Tile(
                    name: "violations", value: ReportFigure.count(breaches.reduce(0, +)), details: ["of what must always hold"]))
        }
        return tiles
    }
}
