import Recognition

/// How often each similarity occurs among many pairs, in steps of 0.002 from −1 to 1.
package struct SimilarityHistogram: Sendable, Hashable {
    package static let step = 0.002
    package static let bins = 1_000

    /// One count per step; the first starts at −1.
    package private(set) var counts: [Int]
    package private(set) var total = 0
    private var sum = 0.0

    package init() {
        counts = [Int](repeating: 0, count: Self.bins)
    }

    /// - Parameter from: the bin of the first of `counts`; all of them lie inside.
    init(counts kept: [Int], from first: Int, mean: Double) {
        self.init()
        counts.replaceSubrange(first..<first + kept.count, with: kept)
        total = kept.reduce(0, +)
        sum = mean * Double(total)
    }

    package mutating func add(_ similarity: Similarity) {
        add(raw: similarity.raw)
    }

    /// - Parameter raw: in 2^-28. Rounding may carry a similarity a hair beyond 1; it counts as 1.
    mutating func add(raw: Int32) {
        let bin = ((Int(raw) + (1 << 28)) * (Self.bins / 2)) >> 28
        counts[min(max(bin, 0), Self.bins - 1)] += 1
        total += 1
        sum += Similarity(raw: raw).value
    }

    package var mean: Double { total == 0 ? 0 : sum / Double(total) }

    /// The similarity above which this share of the pairs lies, to one step; nil when there are no pairs.
    package func similarity(exceededBy share: Double) -> Double? {
        guard total > 0 else { return nil }
        let wanted = share * Double(total)
        var above = 0
        for bin in counts.indices.reversed() {
            above += counts[bin]
            if Double(above) > wanted { return Self.lowerEdge(of: bin + 1) }
        }
        return -1
    }

    /// The share of the pairs at or above a similarity, to one step.
    package func share(atLeast similarity: Double) -> Double {
        guard total > 0 else { return 0 }
        let first = Int(((similarity + 1) / Self.step).rounded())
        return Double(counts.dropFirst(max(first, 0)).reduce(0, +)) / Double(total)
    }

    static func lowerEdge(of bin: Int) -> Double { Double(bin) * step - 1 }
}
