import Foundation

/// A plot as a figure with one inline SVG.
///
/// Lines are drawn in a box of 1,000 × 1,000 that is stretched over the plot, with strokes that are not; texts are placed by
/// percentages. So the letters have one size at every width of the page.
struct PlotDrawing {
    let plot: Plot

    /// As many colours as the style sheet knows.
    private static let tones = 5

    var html: String {
        """
        <figure class="plot">
        <figcaption><h3>\(HTMLText.escaped(plot.title))</h3><p>\(HTMLText.escaped(plot.caption))</p></figcaption>
        \(legend)
        <div class="canvas">
        <svg role="img" aria-label="\(HTMLText.escaped(plot.title))">
        \(grid)
        <svg class="lines" viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%">
        \(plot.series.indices.map(outline).joined(separator: "\n"))
        </svg>
        \(dots)
        \(marks)
        </svg>
        </div>
        </figure>
        """
    }

    private var legend: String {
        guard plot.series.count > 1 else { return "" }
        let items = plot.series.indices.map { index in
            """
            <li><svg class="key" width="26" height="10" viewBox="0 0 26 10" aria-hidden="true">\(key(index))</svg>\
            \(HTMLText.escaped(plot.series[index].name))</li>
            """
        }
        return "<ul class=\"legend\">\(items.joined())</ul>"
    }

    private func key(_ index: Int) -> String {
        plot.series[index].shape == .dots
            ? "<circle class=\"tone\(index % Self.tones) filled\" cx=\"13\" cy=\"5\" r=\"4.5\"/>"
            : "<line class=\"\(strokeClass(index))\" x1=\"1\" y1=\"5\" x2=\"25\" y2=\"5\"/>"
    }

    private func strokeClass(_ index: Int) -> String {
        plot.series[index].shape == .guide ? "guide" : "stroke tone\(index % Self.tones)"
    }

    // MARK: Axes

    private var grid: String {
        var parts: [String] = []
        for tick in plot.y.ticks {
            let y = percent(1 - plot.y.position(tick.value))
            parts.append("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>")
            parts.append(
                "<text class=\"tick\" x=\"0\" y=\"\(y)\" dx=\"-8\" dy=\"4\" text-anchor=\"end\">\(escaped(tick.label))</text>")
        }
        for tick in plot.x.ticks {
            let x = percent(plot.x.position(tick.value))
            parts.append("<line class=\"grid\" x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"100%\"/>")
            parts.append(
                "<text class=\"tick\" x=\"\(x)\" y=\"100%\" dy=\"18\" text-anchor=\"middle\">\(escaped(tick.label))</text>")
        }
        parts.append("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"100%\" y2=\"100%\"/>")
        parts.append(
            "<text class=\"title\" x=\"50%\" y=\"100%\" dy=\"38\" text-anchor=\"middle\">\(escaped(plot.x.title))</text>")
        // Above the axis instead of turned on its side: read without bending one's neck, and it takes no width.
        parts.append("<text class=\"title\" x=\"0\" y=\"0\" dx=\"-46\" dy=\"-14\">\(escaped(plot.y.title))</text>")
        return parts.joined(separator: "\n")
    }

    // MARK: What is measured

    private func outline(_ index: Int) -> String {
        let series = plot.series[index]
        let path = series.points.enumerated().map { place, point in
            "\(place == 0 ? "M" : "L")\(unit(plot.x.position(point.x))) \(unit(1 - plot.y.position(point.y)))"
        }.joined()
        guard !path.isEmpty else { return "" }
        let fill = series.shape == .area ? "<path class=\"fill tone\(index % Self.tones)\" d=\"\(path)Z\"/>" : ""
        let thin = series.shape == .dots ? " thin" : ""
        return "\(fill)<path class=\"\(strokeClass(index))\(thin)\" d=\"\(path)\"/>"
    }

    private var dots: String {
        var parts: [String] = []
        for (index, series) in plot.series.enumerated() where series.shape == .dots {
            let largest = Double(max(series.points.compactMap(\.weight).max() ?? 1, 1))
            for point in series.points {
                let radius = 3.5 + 6.5 * (Double(max(point.weight ?? 0, 0)) / largest).squareRoot()
                parts.append(
                    """
                    <circle class="dot tone\(index % Self.tones)" cx="\(percent(plot.x.position(point.x)))" \
                    cy="\(percent(1 - plot.y.position(point.y)))" r="\(String(format: "%.1f", radius))">\
                    \(point.note.map { "<title>\(escaped($0))</title>" } ?? "")</circle>
                    """)
            }
        }
        return parts.joined(separator: "\n")
    }

    private var marks: String {
        plot.marks.enumerated().map { index, mark in
            let position = plot.x.position(mark.x)
            let x = percent(position)
            // Towards the middle, so that it stays inside; several of them one below the other.
            let (anchor, shift) = position > 0.5 ? ("end", -6) : ("start", 6)
            return """
                <line class="mark" x1="\(x)" x2="\(x)" y1="0" y2="100%"/>
                <text class="marked" x="\(x)" y="0" dx="\(shift)" dy="\(14 + index * 18)" text-anchor="\(anchor)">\
                \(escaped(mark.label))</text>
                """
        }.joined(separator: "\n")
    }

    private func escaped(_ text: String) -> String { HTMLText.escaped(text) }
    private func percent(_ share: Double) -> String { String(format: "%.2f%%", share * 100) }
    private func unit(_ share: Double) -> String { String(format: "%.1f", share * 1000) }
}
