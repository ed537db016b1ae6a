import Recognition

/// One row of a request, as it came and as the service understands it.
struct WireDetection: Decodable {
    var className: String
    var label: String?
    var labelScore: Double?
    var score: Double?
    /// As sent, for the answer; nil when it was not a list of numbers.
    var boundingBox: [Double]?
    var id: String?
    /// Anything but `true` says nothing.
    var clipped = false

    private enum Key: String, CodingKey {
        case className, label, faceLabel, labelScore, score, boundingBox, id, clipped
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        className = try container.wireText(.className) ?? ""
        guard !className.isEmpty else {
            throw DecodingError.keyNotFound(Key.className, .init(codingPath: container.codingPath, debugDescription: ""))
        }
        label = try container.wireText(.label) ?? container.wireText(.faceLabel)
        labelScore = try container.wireNumber(.labelScore)
        score = try container.wireNumber(.score)
        id = try container.wireText(.id)
        // A box that is no box makes its own row insufficient; the other rows still count.
        boundingBox = try? container.decodeIfPresent([Double].self, forKey: .boundingBox)
        if container.contains(.clipped) { clipped = (try? container.decode(Bool.self, forKey: .clipped)) ?? false }
    }

    /// A row of the past, as far as the log keeps it.
    init(_ sighting: Sighting) {
        className = sighting.className
        label = sighting.label
        score = Double(sighting.scorePermille) / 1000
        boundingBox = sighting.box.map { [$0.x, $0.y, $0.width, $0.height].map { Double($0) } }
        id = sighting.track
    }

    var detection: Detection {
        Detection(
            className: className, box: box, scorePermille: Self.permille(score ?? 1),
            label: label.flatMap { $0.isEmpty ? nil : $0 },
            labelScorePermille: labelScore.map(Self.permille), track: id.flatMap { $0.isEmpty ? nil : $0 },
            isClipped: clipped)
    }

    /// As sent, as far as JSON can say it back.
    var finiteBox: [Double]? { boundingBox.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil } }
    var finiteScore: Double? { score.flatMap { $0.isFinite ? $0 : nil } }

    private var box: BoundingBox? {
        guard let boundingBox, boundingBox.count == 4 else { return nil }
        let sides = boundingBox.compactMap { side -> Int32? in
            side.isFinite ? Int32(exactly: min(max(side, -0x4000_0000), 0x4000_0000).rounded()) : nil
        }
        guard sides.count == 4 else { return nil }
        return BoundingBox(x: sides[0], y: sides[1], width: sides[2], height: sides[3])
    }

    private static func permille(_ score: Double) -> Int32 {
        score.isFinite ? Int32((min(max(score, 0), 1) * 1000).rounded()) : 0
    }
}
