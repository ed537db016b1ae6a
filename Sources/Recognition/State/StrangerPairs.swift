/// How alike people are who were in one picture: different people for certain, of this house and before its cameras.
///
/// What a model never measured has to be told, the house finds out by itself.
struct StrangerPairs: Sendable, Codable {
    /// One count for each hundredth of a cosine, from −1 on.
    private var raw = Counts()
    private var centered = Counts()
    private var gray = Counts()

    fileprivate struct Counts: Codable {
        var bins = [Int64](repeating: 0, count: StrangerPairs.bins)
        var total: Int64 = 0
    }

    fileprivate static let bins = 200
    /// So many pairs are kept in mind; then all counts are halved, so that a house that changes is learned anew.
    fileprivate static let halvingTotal: Int64 = 1 << 16

    mutating func add(_ similarity: Similarity, in space: Likeness.Space) {
        let place = ((Int(similarity.raw) + (1 << 28)) * (Self.bins / 2)) >> 28
        let bin = min(max(place, 0), Self.bins - 1)
        switch space {
        case .raw: raw.add(bin)
        case .centered: centered.add(bin)
        case .gray: gray.add(bin)
        }
    }

    /// Half of the pairs lie below; nil until there are enough of them. Millionths of a cosine.
    func medianMicro(_ space: Likeness.Space, from pairs: Int64) -> Int64? {
        let counts = self[space]
        return counts.total >= pairs ? counts.upperEdgeMicro(permille: 500) : nil
    }

    /// All but a thousandth lie below, as they are.
    func strictMicro(from pairs: Int64) -> Int64? { raw.total >= pairs ? raw.upperEdgeMicro(permille: 999) : nil }

    /// All but a hundredth lie below, as they are.
    func joinMicro(from pairs: Int64) -> Int64? { raw.total >= pairs ? raw.upperEdgeMicro(permille: 990) : nil }

    private subscript(space: Likeness.Space) -> Counts {
        switch space {
        case .raw: raw
        case .centered: centered
        case .gray: gray
        }
    }
}

extension StrangerPairs.Counts {
    fileprivate mutating func add(_ bin: Int) {
        bins[bin] += 1
        total += 1
        guard total >= StrangerPairs.halvingTotal else { return }
        for bin in bins.indices { bins[bin] /= 2 }
        total = bins.reduce(0, +)
    }

    fileprivate func upperEdgeMicro(permille: Int64) -> Int64 {
        var below: Int64 = 0
        for (bin, count) in bins.enumerated() {
            below += count
            if below * 1_000 >= total * permille { return Int64(bin + 1) * 2_000_000 / Int64(bins.count) - 1_000_000 }
        }
        return 1_000_000
    }
}
