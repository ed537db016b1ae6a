/// How often P_seen was right, in ten bins.
package struct Reliability: Sendable {
    private var counts = [Int](repeating: 0, count: 10)
    private var predicted = [Double](repeating: 0, count: 10)
    private var observed = [Int](repeating: 0, count: 10)

    package init() {}

    mutating func add(_ probability: Double, wasSeen: Bool) {
        let bin = min(max(Int(probability * 10), 0), 9)
        counts[bin] += 1
        predicted[bin] += probability
        if wasSeen { observed[bin] += 1 }
    }

    static func += (sum: inout Reliability, other: Reliability) {
        for bin in sum.counts.indices {
            sum.counts[bin] += other.counts[bin]
            sum.predicted[bin] += other.predicted[bin]
            sum.observed[bin] += other.observed[bin]
        }
    }

    /// Without the empty ones.
    package var bins: [EvaluationReport.ReliabilityBin] {
        counts.indices.filter { counts[$0] > 0 }.map { bin in
            .init(
                predicted: predicted[bin] / Double(counts[bin]), observed: Double(observed[bin]) / Double(counts[bin]),
                count: counts[bin])
        }
    }
}
