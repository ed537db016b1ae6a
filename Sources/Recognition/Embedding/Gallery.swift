/// What everyone known looks like: by day in colours, by night in gray.
///
/// Gray pictures are compared in a space of their own, with gray exemplars and with what colour exemplars look like without
/// their colours. Only where a side has nothing to offer there, the embeddings are compared as they are.
struct Gallery: Sendable, Codable {
    private var colour = Exemplars()
    private var gray = Exemplars()

    /// 0 while nothing is kept.
    var dimension: Int { max(colour.dimension, gray.dimension) }

    func exemplarCount(of row: Int) -> Int { max(colour.count(of: row), gray.count(of: row)) }

    mutating func appendRow() {
        colour.appendRow()
        gray.appendRow()
    }

    /// The last row takes the place of the removed one, as in `IdentityTable`.
    mutating func removeRow(_ row: Int) {
        colour.removeRow(row)
        gray.removeRow(row)
    }

    /// Identities stay; what they look like is forgotten, because another model embeds from now on.
    mutating func removeAllExemplars() {
        colour.removeAll()
        gray.removeAll()
    }

    /// What one identity looks like is forgotten.
    mutating func removeExemplars(of row: Int) {
        colour.removeExemplars(of: row)
        gray.removeExemplars(of: row)
    }

    /// One identity turned out to be another as well.
    mutating func merge(row: Int, into other: Int, policy: MatchPolicy) {
        colour.merge(row: row, into: other, policy: policy)
        gray.merge(row: row, into: other, policy: policy)
    }

    mutating func enroll(_ probe: Probe, in row: Int, isGood: Bool, policy: MatchPolicy) {
        if let embedding = probe.colour {
            colour.enroll(embedding, camera: probe.camera, in: row, isGood: isGood, policy: policy)
        }
        if let embedding = probe.gray {
            gray.enroll(embedding, camera: probe.camera, in: row, isGood: isGood, policy: policy)
        }
    }

    /// Teaches the camera's means.
    /// - Parameter joinMicro: what makes two crops one look; nil for the policy's own number.
    mutating func learn(_ probe: Probe, of person: PersonID, joinMicro: Int64?, policy: MatchPolicy) {
        guard policy.usesCameraMeans else { return }
        if let embedding = probe.colour {
            colour.learn(embedding, of: person, camera: probe.camera, joinMicro: joinMicro, policy: policy)
        }
        if let embedding = probe.gray {
            gray.learn(embedding, of: person, camera: probe.camera, joinMicro: joinMicro, policy: policy)
        }
    }

    /// Nothing of somebody's crops is left in what was learned of cameras.
    mutating func forgetLooks(of people: Set<PersonID>, policy: MatchPolicy) {
        colour.forgetLooks(of: people, policy: policy)
        gray.forgetLooks(of: people, policy: policy)
    }

    /// Means that were learned by another rule are forgotten.
    mutating func forgetMeans() {
        colour.forgetMeans()
        gray.forgetMeans()
    }

    /// How much each of several people resembles each of the identities in `rows`; nil where there is nothing to compare.
    ///
    /// One sweep for all of them: an identity's exemplars are read once, and are still at hand when the next is compared.
    func likenesses(of probes: [Probe], to rows: Range<Int>, policy: MatchPolicy, weights: MatchWeights) -> [[Likeness?]] {
        let usesMeans = policy.usesCameraMeans
        let asked = probes.map { probe in
            Asked(
                isGray: probe.isGray,
                inColour: probe.colour.map { colour.query($0, camera: probe.camera, usesMeans: usesMeans) },
                inGray: probe.gray.map { gray.query($0, camera: probe.camera, usesMeans: usesMeans) },
                asItIs: (probe.isGray ? colour : gray).query(probe.embedding, camera: probe.camera, usesMeans: false))
        }
        let isFresh = usesMeans && policy.looks != nil
        let fresh = (colour: isFresh && colour.isFresh, gray: isFresh && gray.isFresh)
        var result = [[Likeness?]](repeating: [], count: probes.count)
        for index in probes.indices { result[index].reserveCapacity(rows.count) }
        for row in rows {
            for (index, one) in asked.enumerated() {
                var likeness = likeness(of: one, to: row, pooling: policy.pooling, weights: weights)
                if likeness?.space == .raw { likeness?.isFresh = one.isGray ? fresh.gray : fresh.colour }
                result[index].append(likeness)
            }
        }
        return result
    }

    /// Of one person.
    func likenesses(of probe: Probe, to rows: Range<Int>, policy: MatchPolicy, weights: MatchWeights) -> [Likeness?] {
        likenesses(of: [probe], to: rows, policy: policy, weights: weights)[0]
    }

    /// How alike two people of one picture are, wherever they can be compared.
    func likenesses(of one: Probe, to other: Probe, policy: MatchPolicy) -> [(space: Likeness.Space, similarity: Similarity)] {
        var result: [(space: Likeness.Space, similarity: Similarity)] = []
        let usesMeans = policy.usesCameraMeans
        if let a = one.colour, let b = other.colour {
            result.append((.raw, a.similarity(to: b)))
            let queries = [a, b].map { colour.query($0, camera: one.camera, usesMeans: usesMeans) }
            if let cosine = Exemplars.cosine(queries[0], queries[1]) { result.append((.centered, cosine)) }
        }
        if let a = one.gray, let b = other.gray {
            let queries = [a, b].map { gray.query($0, camera: one.camera, usesMeans: usesMeans) }
            if let cosine = Exemplars.cosine(queries[0], queries[1]) { result.append((.gray, cosine)) }
        }
        return result
    }

    /// A probe made ready for every space that it can be compared in.
    private struct Asked {
        var isGray: Bool
        var inColour: Exemplars.Query?
        var inGray: Exemplars.Query?
        var asItIs: Exemplars.Query
    }

    private func likeness(
        of asked: Asked, to row: Int, pooling: MatchPolicy.Pooling, weights: MatchWeights
    ) -> Likeness? {
        if let inColour = asked.inColour, colour.count(of: row) > 0 {
            return colour.likeness(of: row, to: inColour, pooling: pooling, weights: weights)
        }
        if let inGray = asked.inGray, gray.count(of: row) > 0 {
            var likeness = gray.likeness(of: row, to: inGray, pooling: pooling, weights: weights)
            if likeness?.space == .centered { likeness?.space = .gray }
            return likeness
        }
        return (asked.isGray ? colour : gray).likeness(of: row, to: asked.asItIs, pooling: pooling, weights: weights)
    }
}
