/// Which input pixels make one output pixel along one axis, and with which weights.
///
/// Weights are whole numbers of 2^-22 that add up to 2^22 but for rounding: the precision at which a sum of 8-bit
/// products still fits 32 bits.
struct ResampleKernel: Sendable {
    static let precision: Int32 = 22

    /// First input pixel of each output pixel.
    let starts: [Int]
    /// How many input pixels each output pixel has; their weights follow each other in `weights`.
    let counts: [Int]
    let weights: [Int32]

    /// - Parameters:
    ///   - input: pixels there are, at least 1.
    ///   - output: pixels there shall be, at least 1.
    init(input: Int, output: Int, filter: ResampleFilter) {
        let scale = Double(input) / Double(output)
        let radius = filter == .antialiasedBilinear ? max(scale, 1) : 1
        var starts: [Int] = [], counts: [Int] = [], weights: [Int32] = []
        starts.reserveCapacity(output)
        counts.reserveCapacity(output)
        weights.reserveCapacity(output * (2 * Int(radius.rounded(.up)) + 1))
        var row: [Double] = []
        for index in 0..<output {
            let centre = (Double(index) + 0.5) * scale
            let start = max(0, Int((centre - radius + 0.5).rounded(.down)))
            let end = min(input, Int((centre + radius + 0.5).rounded(.down)))
            row.removeAll(keepingCapacity: true)
            for pixel in start..<max(end, start + 1) {
                row.append(max(0, 1 - abs((Double(pixel) + 0.5 - centre) / radius)))
            }
            // Weights beyond the border are shared out to those inside.
            let total = row.reduce(0, +)
            starts.append(start)
            counts.append(row.count)
            for weight in row {
                weights.append(Int32((weight / total * Double(1 << Self.precision)).rounded()))
            }
        }
        self.starts = starts
        self.counts = counts
        self.weights = weights
    }
}
