/// Which input pixels make one output pixel along one axis, and with which weights.
///
/// Weights are whole numbers of 2^-22 that add up to 2^22 but for rounding: the precision at which a sum of 8-bit
/// products still fits 32 bits.
struct ResampleKernel: Sendable {
    static let precision: Int32 = 22

    /// First input pixel of each output pixel.
    private(set) var starts: [Int] = []
    /// How many input pixels each output pixel has; their weights follow each other in `weights`.
    private(set) var counts: [Int] = []
    private(set) var weights: [Int32] = []
    /// The largest of `counts`.
    private(set) var mostTaps = 0

    /// The weights as the loop along rows takes them; see `reid_pixels_kernel`. Empty until `pairUp`.
    private(set) var pairs: [Int32] = []

    init() {}

    /// - Parameters: as for `prepare`.
    init(input: Int, output: Int, filter: ResampleFilter) {
        prepare(input: input, output: output, filter: filter)
    }

    /// Becomes the kernel of other sizes, in the memory it has.
    /// - Parameters:
    ///   - input: pixels there are, at least 1.
    ///   - output: pixels there shall be, at least 1.
    mutating func prepare(input: Int, output: Int, filter: ResampleFilter) {
        let scale = Double(input) / Double(output)
        let radius = filter == .antialiasedBilinear ? max(scale, 1) : 1
        starts.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        mostTaps = 0
        for index in 0..<output {
            let centre = (Double(index) + 0.5) * scale
            let start = max(0, Int((centre - radius + 0.5).rounded(.down)))
            let end = max(min(input, Int((centre + radius + 0.5).rounded(.down))), start + 1)
            func weight(of pixel: Int) -> Double { max(0, 1 - abs((Double(pixel) + 0.5 - centre) / radius)) }
            // Weights beyond the border are shared out to those inside.
            var total = 0.0
            for pixel in start..<end { total += weight(of: pixel) }
            for pixel in start..<end {
                weights.append(Int32((weight(of: pixel) / total * Double(1 << Self.precision)).rounded()))
            }
            starts.append(start)
            counts.append(end - start)
            mostTaps = max(mostTaps, end - start)
        }
    }

    /// Arranges the weights in `pairs` as well.
    mutating func pairUp() {
        pairs.removeAll(keepingCapacity: true)
        var next = 0
        for count in counts {
            for tap in stride(from: 0, to: count, by: 2) {
                let first = weights[next + tap], second = tap + 1 < count ? weights[next + tap + 1] : 0
                for _ in 0..<3 { pairs.append(first) }
                for _ in 0..<3 { pairs.append(second) }
                pairs.append(0)
                pairs.append(0)
            }
            next += count
        }
    }
}
