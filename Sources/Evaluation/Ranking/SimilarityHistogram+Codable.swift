/// Written without the empty ends, which are most of it.
extension SimilarityHistogram: Codable {
    private enum CodingKeys: String, CodingKey {
        case from, step, counts, mean
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let from = try container.decode(Double.self, forKey: .from)
        let kept = try container.decode([Int].self, forKey: .counts)
        let mean = try container.decode(Double.self, forKey: .mean)
        let first = ((from + 1) / Self.step).rounded()
        guard kept.count <= Self.bins, (0...Double(Self.bins - kept.count)).contains(first),
            kept.allSatisfy({ (0...Int(Int32.max)).contains($0) })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .counts, in: container, debugDescription: "The counts do not lie between −1 and 1.")
        }
        self.init(counts: kept, from: Int(first), mean: mean)
    }

    package func encode(to encoder: any Encoder) throws {
        let first = counts.firstIndex { $0 > 0 } ?? 0
        let last = counts.lastIndex { $0 > 0 } ?? -1
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.lowerEdge(of: first), forKey: .from)
        try container.encode(Self.step, forKey: .step)
        try container.encode(Array(counts[first..<last + 1]), forKey: .counts)
        try container.encode(mean, forKey: .mean)
    }
}
