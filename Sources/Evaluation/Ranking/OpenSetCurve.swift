/// The two errors of a search in which the person may be missing from the gallery, over the threshold.
package struct OpenSetCurve: Sendable, Hashable, Codable {
    package struct Point: Sendable, Hashable, Codable {
        package var threshold: Double
        /// False positive identification rate: searches for somebody who is not known that find somebody all the same. Each is
        /// a missed notification.
        package var fpir: Double
        /// False negative identification rate: searches for somebody who is known that do not find them. Each is a duplicate.
        package var fnir: Double
    }

    /// By ascending threshold.
    package let points: [Point]
    /// People known during a search.
    package let people: Int
    /// Searches made of either kind, at most.
    package let searches: Int

    /// - Parameters:
    ///   - strangers: the best similarity of each search for somebody unknown, in 2^-28.
    ///   - acquaintances: the similarity to the right person of each search for somebody known.
    init(strangers: [Int32], acquaintances: [Int32], people: Int) {
        let strangers = strangers.sorted(), acquaintances = acquaintances.sorted()
        self.people = people
        searches = max(strangers.count, acquaintances.count)
        points = (0...200).map { step in
            let threshold = Int32(step) * ((1 << 28) / 200)
            return Point(
                threshold: Double(step) / 200, fpir: 1 - Self.share(below: threshold, of: strangers),
                fnir: acquaintances.isEmpty ? 0 : Self.share(below: threshold, of: acquaintances))
        }
    }

    /// The lowest threshold at which no more than this share of the strangers is taken for somebody known.
    package func threshold(fpir: Double) -> Point? {
        points.first { $0.fpir <= fpir }
    }

    /// Where both errors are nearest to each other.
    package var equalError: Point? {
        points.min { abs($0.fpir - $0.fnir) < abs($1.fpir - $1.fnir) }
    }

    /// An empty list counts as wholly below.
    private static func share(below threshold: Int32, of sorted: [Int32]) -> Double {
        guard !sorted.isEmpty else { return 1 }
        var low = 0, high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < threshold { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(sorted.count)
    }
}
