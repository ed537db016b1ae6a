/// The report as plain text: headings, and columns that line up.
package struct TerminalReport: Sendable {
    private let report: EvaluationReport

    /// Mistakes named one by one; the HTML report shows more.
    private static let mistakes = 10

    package init(_ report: EvaluationReport) {
        self.report = report
    }

    /// Ends with a line feed.
    package var text: String {
        var parts = [([report.title] + report.facts.map { "\($0.name): \($0.value)" }).joined(separator: "\n")]
        if !report.notes.isEmpty { parts.append(report.notes.joined(separator: "\n")) }
        parts += report.tables.map { "\($0.title)\n\n\(Self.text(of: $0))" }
        if !report.sequences.isEmpty { parts.append(report.sequences.map(pairsLine).joined(separator: "\n")) }
        if let line = openSetLine { parts.append(line) }
        if !report.mistakes.isEmpty { parts.append((["Worst mistakes", ""] + mistakeLines).joined(separator: "\n")) }
        return Self.printable(parts.joined(separator: "\n\n")) + "\n"
    }

    private func pairsLine(_ outcome: SequenceOutcome) -> String {
        let wrong = ReportFigure.part(outcome.wrongPairs, of: outcome.pairs)
        let mixed = ReportFigure.count(outcome.mixedPairs), split = ReportFigure.count(outcome.splitPairs)
        let lowest = outcome.lowestSeenSimilarity.map { ", lowest similarity of a seen answer: \(ReportFigure.decimal($0))" }
        return """
            \(outcome.name): wrong pairs: \(wrong) (\(mixed) of two people under one id, \(split) of one person under \
            two)\(lowest ?? "")
            """
    }

    private var openSetLine: String? {
        guard let curve = report.openSet else { return nil }
        let parts = [0.01, 0.001].compactMap { rate in
            curve.threshold(fpir: rate).map { point in
                """
                at FPIR \(ReportFigure.percent(rate, places: 1)): \
                similarity \(ReportFigure.decimal(point.threshold, places: 3)), \
                FNIR \(ReportFigure.percent(point.fnir, places: 1))
                """
            }
        }
        return (["Open set, \(curve.people) people known"] + parts).joined(separator: "\n  ")
    }

    private var mistakeLines: [String] {
        report.mistakes.prefix(Self.mistakes).map { mistake in
            let numbers = [
                mistake.similarity.map { "similarity \(ReportFigure.decimal($0))" },
                mistake.probabilitySeen.map { "P_seen \(ReportFigure.decimal($0))" },
            ].compactMap { $0 }.joined(separator: ", ")
            return "  \(mistake.sentence)\(numbers.isEmpty ? "" : " (\(numbers))")"
        }
    }

    private static func text(of table: ReportTable) -> String {
        let lines = [table.columns.map(\.title)] + table.rows.map(\.cells)
        let widths = table.columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            var text = zip(table.columns, zip(cells, widths)).map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return column.isNumber ? space + cell.0 : cell.0 + space
            }.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text
        }
        return ([line(lines[0]), line(widths.map { String(repeating: "─", count: $0) })] + lines.dropFirst().map(line))
            .joined(separator: "\n")
    }

    /// Names come from files and settings; none of them gets to move the terminal's cursor.
    private static func printable(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }.map(Character.init))
    }
}
