import Recognition

/// What such services did before: one embedding per person, one threshold, one row after the other, 60 seconds of memory.
package struct ReferencePolicy: Sendable {
    private struct Known {
        var exemplar: Embedding
        var lastSeen: Int64
        var crop: Int
    }

    private let window: Int64 = 60_000

    package init() {}

    /// One answer per row of every picture, in their order.
    package func answers(to script: DayScript, threshold: Double) -> [[DayAnswer]] {
        var known: [Known] = []
        var live: [Int] = []
        return script.pictures.map { picture in
            live.removeAll { picture.time - known[$0].lastSeen > window }
            return picture.rows.map { row in
                let crop = script.crops[row.crop]
                let query = picture.isGray ? crop.desaturated : crop.embedding
                let best = live.map { (similarity: query.similarity(to: known[$0].exemplar).value, index: $0) }
                    .max { $0.similarity < $1.similarity }
                if let best, best.similarity >= threshold {
                    known[best.index].lastSeen = picture.time
                    return DayAnswer(
                        identity: best.index, isNew: false, similarity: best.similarity, candidateCrop: known[best.index].crop)
                }
                known.append(Known(exemplar: query, lastSeen: picture.time, crop: row.crop))
                live.append(known.count - 1)
                return DayAnswer(
                    identity: known.count - 1, isNew: true, similarity: best?.similarity,
                    candidateCrop: best.map { known[$0.index].crop })
            }
        }
    }

    /// The threshold that serves it best on this very day, among every hundredth.
    package func best(on script: DayScript) -> (threshold: Double, score: DayScore) {
        var best: (Double, DayScore)?
        for step in 10...98 {
            let threshold = Double(step) / 100
            let score = DayScore(of: answers(to: script, threshold: threshold), to: script)
            if best.map({ score.cost < $0.1.cost }) ?? true { best = (threshold, score) }
        }
        return best ?? (1, DayScore())
    }
}
