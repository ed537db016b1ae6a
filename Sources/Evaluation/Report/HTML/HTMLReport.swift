/// The report as one HTML file that needs nothing else: plots are inline SVG, pictures are `data:` URIs, and there is no script.
package struct HTMLReport: Sendable {
    private let report: EvaluationReport

    /// Mistakes shown; more are more than anybody looks at.
    private static let mistakes = 24

    package init(_ report: EvaluationReport) {
        self.report = report
    }

    /// Reads the crops of the mistakes from their files; what cannot be read is shown as missing. Blocking.
    package var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTMLText.escaped(report.title))</title>
        <style>
        \(ReportStyle.sheet)
        </style>
        </head>
        <body>
        <main>
        \([header, tiles, tables(first: true), plots, tables(first: false), contactSheet].joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private var header: String {
        let facts = report.facts.map { "<div><dt>\(escaped($0.name))</dt><dd>\(escaped($0.value))</dd></div>" }.joined()
        let notes = report.notes.map { "<p class=\"note\">\(escaped($0))</p>" }.joined()
        return """
            <header>
            <h1>\(escaped(report.title))</h1>
            \(facts.isEmpty ? "" : "<dl class=\"facts\">\(facts)</dl>")
            \(report.commandLine.map { "<pre><code>\(escaped($0))</code></pre>" } ?? "")
            \(notes)
            </header>
            """
    }

    /// The figures that a reader wants first.
    private var tiles: String {
        let tiles = report.tiles.map { tile in
            """
            <li><span class="name">\(escaped(tile.name))</span><strong>\(escaped(tile.value))</strong>\
            \(tile.details.map { "<span>\(escaped($0))</span>" }.joined())</li>
            """
        }
        return tiles.isEmpty ? "" : "<ul class=\"tiles\">\(tiles.joined(separator: "\n"))</ul>"
    }

    private var plots: String {
        let plots = report.plots
        return plots.isEmpty
            ? "" : "<div class=\"plots\">\(plots.map { PlotDrawing(plot: $0).html }.joined(separator: "\n"))</div>"
    }

    /// The first table stands above the plots, the others below them.
    private func tables(first: Bool) -> String {
        let tables = report.tables
        return (first ? tables.prefix(1) : tables.dropFirst()).map(html).joined(separator: "\n")
    }

    private func html(of table: ReportTable) -> String {
        let head = table.columns.map { "<th scope=\"col\"\($0.isNumber ? " class=\"number\"" : "")>\(escaped($0.title))</th>" }
        let rows = table.rows.map { row in
            let cells = zip(table.columns, row.cells).enumerated().map { index, pair in
                index == 0
                    ? "<th scope=\"row\">\(escaped(pair.1))</th>"
                    : "<td\(pair.0.isNumber ? " class=\"number\"" : "")>\(escaped(pair.1))</td>"
            }
            return "<tr\(row.isSecondary ? " class=\"secondary\"" : "")>\(cells.joined())</tr>"
        }
        return """
            <section>
            <h2>\(escaped(table.title))</h2>
            \(table.caption.isEmpty ? "" : "<p>\(escaped(table.caption))</p>")
            <div class="scroll" tabindex="0" role="region" aria-label="\(escaped(table.title))"><table>
            <thead><tr>\(head.joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table></div>
            </section>
            """
    }

    private var contactSheet: String {
        guard !report.mistakes.isEmpty else { return "" }
        let shown = report.mistakes.prefix(Self.mistakes)
        let rest = report.mistakes.count - shown.count
        return """
            <section>
            <h2>The worst mistakes</h2>
            <p>On the left the crop that was decided about, on the right the one it was compared with.\
            \(rest > 0 ? " \(ReportFigure.count(rest)) more are not shown." : "")</p>
            <ol class="mistakes">
            \(shown.map(card).joined(separator: "\n"))
            </ol>
            </section>
            """
    }

    private func card(_ mistake: EvaluationReport.Mistake) -> String {
        let numbers = [
            mistake.similarity.map { "<span>similarity <b>\(ReportFigure.decimal($0))</b></span>" },
            mistake.probabilitySeen.map { "<span>P_seen <b>\(ReportFigure.decimal($0))</b></span>" },
        ].compactMap { $0 }.joined(separator: " ")
        let pictures = [mistake.crop, mistake.other].compactMap { $0 }.map(picture).joined()
        return """
            <li><div class="pair">\(pictures)</div><p>\(escaped(mistake.sentence))</p>\
            \(numbers.isEmpty ? "" : "<p class=\"numbers\">\(numbers)</p>")</li>
            """
    }

    private func picture(_ file: String) -> String {
        let name = escaped(file.split(separator: "/").last.map(String.init) ?? file)
        guard let picture = CropPicture(file: file) else { return "<div class=\"missing\" title=\"\(name)\">no picture</div>" }
        let text = "alt=\"\(name)\" title=\"\(name)\""
        return "<img src=\"\(picture.uri)\" width=\"\(picture.width)\" height=\"\(picture.height)\" \(text)>"
    }

    private func escaped(_ text: String) -> String { HTMLText.escaped(text) }
}
