extension PlotSeries {
    /// Steps of a histogram drawn as one outline: fine steps put together to ten, as shares of all pairs.
    private static let merged = 10

    /// Without the empty ends; no points when nothing was counted.
    init(histogram: SimilarityHistogram, name: String) {
        let shares = stride(from: 0, to: histogram.counts.count, by: Self.merged).map { start in
            Double(histogram.counts[start..<start + Self.merged].reduce(0, +)) / Double(max(histogram.total, 1))
        }
        var points: [Point] = []
        if let first = shares.firstIndex(where: { $0 > 0 }), let last = shares.lastIndex(where: { $0 > 0 }) {
            let edge = { SimilarityHistogram.lowerEdge(of: $0 * Self.merged) }
            points.append(Point(x: edge(first), y: 0))
            for bin in first...last {
                points.append(Point(x: edge(bin), y: shares[bin]))
                points.append(Point(x: edge(bin + 1), y: shares[bin]))
            }
            points.append(Point(x: edge(last + 1), y: 0))
        }
        self.init(name: name, shape: .area, points: points)
    }
}
