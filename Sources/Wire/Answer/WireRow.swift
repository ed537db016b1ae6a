import Recognition

/// One answered row: what was asked, and what was decided. Every documented key is written, null where there is nothing.
struct WireRow: Encodable {
    var asked: WireDetection
    var decision: Decision
    /// Only the converter's rows have the key.
    var embedding: EmbeddingField = .absent

    enum EmbeddingField {
        case absent
        case present(Embedding?)
    }

    private enum Key: String, CodingKey {
        // WIRE A
        case className, label, score, boundingBox, id, personId, isNew, firstDetection
        // WIRE B
        case confidence, matchedCameras, embedding
        // WIRE C
        case decision, similarity, runnerUp, probabilitySeen, threshold, reason, probableSameAs, knownAs, aliases
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: Key.self)
        try row.encode(asked.className, forKey: .className)
        try row.encode(asked.label, forKey: .label)
        try row.encode(asked.finiteScore, forKey: .score)
        try row.encode(asked.finiteBox, forKey: .boundingBox)
        try row.encode(asked.id, forKey: .id)
        try row.encode(decision.personID.description, forKey: .personId)
        try row.encode(decision.isNew, forKey: .isNew)
        try row.encode(
            decision.first.map { WireFirstDetection(personId: decision.personID.description, sighting: $0) },
            forKey: .firstDetection)

        try row.encode(confidence, forKey: .confidence)
        try row.encode(decision.cameras.map(\.name), forKey: .matchedCameras)
        if case .present(let embedding) = embedding { try row.encode(embedding?.floats, forKey: .embedding) }

        try row.encode(decision.kind.rawValue, forKey: .decision)
        try row.encode(decision.similarity.map { Self.rounded($0.value) }, forKey: .similarity)
        try row.encode(decision.runnerUp.map { Self.rounded($0.value) }, forKey: .runnerUp)
        try row.encode(decision.probabilitySeen.map { Self.rounded($0.value) }, forKey: .probabilitySeen)
        try row.encode(Self.rounded(decision.threshold.value), forKey: .threshold)
        try row.encode(decision.reasons.map(\.rawValue), forKey: .reason)
        try row.encode(decision.probableSameAs?.description, forKey: .probableSameAs)
        try row.encode(decision.knownAs, forKey: .knownAs)
        try row.encode(decision.aliases.map(\.description), forKey: .aliases)
    }

    /// 1 for somebody new and for whom a track or a name settled; otherwise the similarity.
    private var confidence: Double {
        guard !decision.isNew, decision.kind == .match, let similarity = decision.similarity else { return 1 }
        return Self.rounded(min(max(similarity.value, 0), 1))
    }

    /// Four places are more than the measurement is worth, and fit a log line.
    private static func rounded(_ value: Double) -> Double {
        (value * 10_000).rounded() / 10_000
    }
}
