extension EvaluationReport {
    /// The diagrams that there is something to draw in, in reading order.
    var plots: [Plot] {
        [similarityPlot, openSetPlot].compactMap { $0 } + costPlots + [reliabilityPlot, cmcPlot].compactMap { $0 }
    }

    private var thresholdMark: [Plot.Mark] {
        markedThreshold.map { [Plot.Mark(x: $0, label: "threshold \(ReportFigure.decimal($0))")] } ?? []
    }

    /// Only where a cosine can be.
    private var markedThreshold: Double? {
        threshold.flatMap { (-1...1).contains($0) ? $0 : nil }
    }

    /// Both histograms as shares of their own pairs: there are many more impostors.
    private var similarityPlot: Plot? {
        guard let pairs, pairs.genuine.total > 0 || pairs.impostor.total > 0 else { return nil }
        let series = [
            PlotSeries(histogram: pairs.impostor, name: "different people"),
            PlotSeries(histogram: pairs.genuine, name: "same person, other camera"),
        ].filter { !$0.points.isEmpty }
        let points = series.flatMap(\.points)
        return Plot(
            title: "Similarity of pairs",
            caption: """
                How alike two crops look: \(ReportFigure.count(pairs.impostor.total)) pairs of different people and \
                \(ReportFigure.count(pairs.genuine.total)) pairs of one person seen by two cameras. Where the two overlap, no \
                threshold is right.
                """,
            x: PlotAxis("cosine similarity", range: (points.map(\.x).min() ?? 0)...(points.map(\.x).max() ?? 1)),
            y: PlotAxis("share of pairs per 0.02", range: PlotAxis.upTo(points.map(\.y).max() ?? 1), format: .percent),
            series: series, marks: thresholdMark)
    }

    private var openSetPlot: Plot? {
        guard let openSet, openSet.searches > 0 else { return nil }
        // Where neither error changes any more there is nothing to see.
        let busy = openSet.points.filter { $0.fnir < 0.99 || $0.threshold <= (markedThreshold ?? 0) }
        let end = max(busy.last?.threshold ?? 1, markedThreshold ?? 0)
        let points = openSet.points.filter { $0.threshold <= end }
        let start = (points.last { $0.fpir > 0.999 && $0.fnir < 0.001 }?.threshold) ?? 0
        let shown = points.filter { $0.threshold >= start }
        let least = 1 / Double(max(openSet.searches, 1))
        return Plot(
            title: "Strangers mistaken, acquaintances missed",
            caption: """
                \(ReportFigure.count(openSet.searches)) searches among \(openSet.people) known people. FPIR: a stranger is taken \
                for one of them, a notification missed. FNIR: one of them is not found, a duplicate.
                """,
            x: PlotAxis("similarity demanded", range: start...end),
            y: PlotAxis("share of searches", range: max(0.0001, min(0.01, least))...1, scale: .logarithmic, format: .percent),
            series: [
                PlotSeries(
                    name: "FPIR", shape: .line, points: shown.filter { $0.fpir > 0 }.map { .init(x: $0.threshold, y: $0.fpir) }),
                PlotSeries(
                    name: "FNIR", shape: .line, points: shown.filter { $0.fnir > 0 }.map { .init(x: $0.threshold, y: $0.fnir) }),
            ].filter { !$0.points.isEmpty }, marks: thresholdMark)
    }

    /// One for each constant, in the order of the curves.
    private var costPlots: [Plot] {
        let constants = costCurves.map(\.constant).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return constants.compactMap { constant in costPlot(constant, costCurves.filter { $0.constant == constant }) }
    }

    private func costPlot(_ constant: String, _ curves: [CostCurve]) -> Plot? {
        let curves = curves.map { curve in
            var curve = curve
            curve.points.removeAll {
                !(-1_000_000...1_000_000).contains($0.value) || !(0...1_000).contains($0.costPer100Episodes)
            }
            return curve
        }.filter { !$0.points.isEmpty }
        let points = curves.flatMap(\.points)
        guard !points.isEmpty else { return nil }
        let chosen = curves.compactMap(\.chosen).reduce(into: [Double]()) { if !$0.contains($1) { $0.append($1) } }
        return Plot(
            title: "Cost over \(constant)",
            caption: """
                What each scenario costs as this constant is moved and everything else is left alone. A flat valley forgives \
                a value that is a little off.
                """,
            x: PlotAxis(constant, range: (points.map(\.value).min() ?? 0)...(points.map(\.value).max() ?? 1)),
            y: PlotAxis("cost per 100 visits", range: PlotAxis.upTo(points.map(\.costPer100Episodes).max() ?? 1)),
            series: curves.map { curve in
                PlotSeries(
                    name: curve.name, shape: .line,
                    points: curve.points.sorted { $0.value < $1.value }.map { .init(x: $0.value, y: $0.costPer100Episodes) })
            },
            marks: chosen.map { Plot.Mark(x: $0, label: "in use \(ReportFigure.decimal($0))") })
    }

    private var reliabilityPlot: Plot? {
        guard !reliability.isEmpty else { return nil }
        let bins = reliability.sorted { $0.predicted < $1.predicted }
        return Plot(
            title: "Reliability of P_seen",
            caption: """
                Of the decisions that gave a person this probability of having been seen, how many were right to. On the broken \
                line the probabilities mean what they say; a dot's size grows with the number of decisions behind it.
                """,
            x: PlotAxis("P_seen, predicted", range: 0...1, format: .percent),
            y: PlotAxis("seen indeed", range: 0...1, format: .percent),
            series: [
                PlotSeries(
                    name: "decisions", shape: .dots,
                    points: bins.map { bin in
                        .init(
                            x: bin.predicted, y: bin.observed, weight: bin.count,
                            note: """
                                predicted \(ReportFigure.percent(bin.predicted, places: 1)), \
                                observed \(ReportFigure.percent(bin.observed, places: 1)), \
                                \(ReportFigure.count(bin.count)) decisions
                                """)
                    }),
                PlotSeries(name: "as predicted", shape: .guide, points: [.init(x: 0, y: 0), .init(x: 1, y: 1)]),
            ])
    }

    private var cmcPlot: Plot? {
        guard let ranking, ranking.queries > 0 else { return nil }
        let shares = ranking.cmc.shares.prefix(20)
        let lowest = ((shares.first ?? 0) * 10).rounded(.down) / 10
        return Plot(
            title: "Found among the first",
            caption: """
                The share of \(ReportFigure.count(ranking.queries)) queries with a right answer among the first few of \
                \(ReportFigure.count(ranking.gallery)) crops (cumulative matching characteristic).
                """,
            x: PlotAxis("crops looked at", range: 1...Double(max(shares.count, 2))),
            y: PlotAxis("queries", range: min(lowest, 0.9)...1, format: .percent),
            series: [
                PlotSeries(
                    name: "CMC", shape: .line,
                    points: shares.enumerated().map { .init(x: Double($0.offset + 1), y: $0.element) })
            ])
    }
}
