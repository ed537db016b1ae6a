import Recognition

/// What such services did before: one embedding per person, one threshold, one row after the other, 60 seconds of memory.
package struct ReferencePolicy {
    private struct Known {
        /// Of `embeddings`.
        var exemplar: Int
        var lastSeen: Int64
        var crop: Int
    }

    private static let window: Int64 = 60_000

    private let script: ScenarioScript
    /// The embedding of each row of each picture, into `embeddings`.
    private let embeddingOfRow: [[Int]]
    private let embeddings: [Embedding]
    /// Similarities by pair of embeddings, each computed when it is first asked for: all thresholds ask for the same ones.
    /// Empty when there are too many embeddings; then each is computed anew.
    private var similarities: [Int32]
    private static let unknown = Int32.min
    /// A table of 64 MiB.
    private static let maximumEmbeddings = 4_096

    package init(_ script: ScenarioScript) {
        struct Look: Hashable {
            var crop: Int
            var isGray: Bool
        }
        var places: [Look: Int] = [:]
        var embeddings: [Embedding] = []
        embeddingOfRow = script.pictures.map { picture in
            picture.rows.map { row in
                let look = Look(crop: row.crop, isGray: picture.isGray)
                if let place = places[look] { return place }
                let crop = script.crops[row.crop]
                embeddings.append(picture.isGray ? crop.desaturated : crop.embedding)
                places[look] = embeddings.count - 1
                return embeddings.count - 1
            }
        }
        self.script = script
        self.embeddings = embeddings
        let count = embeddings.count <= Self.maximumEmbeddings ? embeddings.count : 0
        similarities = [Int32](repeating: Self.unknown, count: count * count)
    }

    /// One answer per row of every picture, in their order.
    package mutating func answers(threshold: Double) -> ScenarioAnswers {
        var known: [Known] = []
        var live: [Int] = []
        var rows = 0
        let pictures = zip(script.pictures, embeddingOfRow).map { picture, queries in
            live.removeAll { picture.time - known[$0].lastSeen > Self.window }
            rows += queries.count
            return zip(picture.rows, queries).map { row, query in
                var best: (similarity: Int32, index: Int)?
                for index in live {
                    let similarity = similarity(query, known[index].exemplar)
                    if best.map({ similarity > $0.similarity }) ?? true { best = (similarity, index) }
                }
                let value = best.map { Similarity(raw: $0.similarity).value }
                if let best, let value, value >= threshold {
                    known[best.index].lastSeen = picture.time
                    return RowAnswer(
                        identity: best.index, isNew: false, similarity: value, candidateCrop: known[best.index].crop)
                }
                known.append(Known(exemplar: query, lastSeen: picture.time, crop: row.crop))
                live.append(known.count - 1)
                return RowAnswer(
                    identity: known.count - 1, isNew: true, similarity: value,
                    candidateCrop: best.map { known[$0.index].crop })
            }
        }
        return ScenarioAnswers(pictures: pictures, inferences: rows)
    }

    /// With the threshold that serves it best on this very script, among every hundredth.
    package mutating func bestAnswers() -> (threshold: Double, answers: ScenarioAnswers) {
        var best: (threshold: Double, answers: ScenarioAnswers, cost: Double)?
        for step in 10...98 {
            let threshold = Double(step) / 100
            let answers = answers(threshold: threshold)
            let cost = ScenarioScore(of: answers, to: script).cost
            if best.map({ cost < $0.cost }) ?? true { best = (threshold, answers, cost) }
        }
        return best.map { ($0.threshold, $0.answers) } ?? (1, answers(threshold: 1))
    }

    private mutating func similarity(_ a: Int, _ b: Int) -> Int32 {
        guard !similarities.isEmpty else { return embeddings[a].similarity(to: embeddings[b]).raw }
        let place = a * embeddings.count + b
        if similarities[place] == Self.unknown { similarities[place] = embeddings[a].similarity(to: embeddings[b]).raw }
        return similarities[place]
    }
}
