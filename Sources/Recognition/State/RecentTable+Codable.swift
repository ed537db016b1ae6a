/// Written as its lines, oldest first, so that what is read back forgets in the same order.
extension RecentTable: Codable where Key: Codable, Value: Codable {
    private enum CodingKeys: CodingKey {
        case capacity, lines
    }

    private struct Line: Codable {
        var key: Key
        var value: Value
        var written: Timestamp
        var weight: Int
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(capacity: try container.decode(Int.self, forKey: .capacity))
        for line in try container.decode([Line].self, forKey: .lines) {
            set(line.value, for: line.key, at: line.written, weight: line.weight)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(capacity, forKey: .capacity)
        let lines = lines.map { Line(key: $0.key, value: $0.value, written: $0.written, weight: $0.weight) }
        try container.encode(lines, forKey: .lines)
    }
}
