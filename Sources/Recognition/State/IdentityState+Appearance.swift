/// Recognition by appearance: one joint posterior over all rows that nothing else settles.
extension IdentityState {
    func evidence(of sighting: Sighting, model: ModelID) -> Evidence {
        if sighting.className == "face" { return .insufficient(.faceWithoutBody) }
        switch sighting.appearance {
        case .unusable(let reason): return .insufficient(reason)
        case .unavailable(let reason): return .failed(reason)
        case .trackSuffices, .embedded: break
        }
        guard sighting.box != nil else { return .insufficient(.invalidBox) }
        let grade = QualityGrade(sighting.quality, scorePermille: sighting.scorePermille, policy: policy)
        if case .unusable(let reason) = grade { return .insufficient(reason) }
        guard case .embedded(let embedding, _) = sighting.appearance else { return .failed(.trackLost) }
        guard model == self.model else { return .failed(.modelSwitched) }
        guard embedding.dimension > 0, gallery.dimension == 0 || embedding.dimension == gallery.dimension else {
            return .failed(.modelFailed)
        }
        if case .poor(let reasons) = grade { return .comparable(embedding, poor: reasons) }
        return .comparable(embedding, poor: [])
    }

    // MARK: The seam for camera means and the gray space: whatever a similarity is, it is computed in these two functions.

    /// Nil when the identity has no exemplar.
    func similarity(of embedding: Embedding, to index: Int) -> Similarity? {
        gallery.similarity(of: index, to: embedding, pooling: policy.pooling)
    }

    private func similarities(of embedding: Embedding) -> [Similarity?] {
        gallery.similarities(to: embedding, pooling: policy.pooling)
    }

    // MARK: The posterior

    /// A row to be recognised, the name it goes by, and why its embedding is not kept.
    struct Query {
        var row: Int
        var embedding: Embedding
        var label: String?
        var poor: [Reason]
    }

    /// What appearance says of one row.
    struct Verdict {
        enum Person: Hashable {
            /// Somebody seen inside the window.
            case seen(Int)
            /// Somebody known from before the window.
            case returned(Int)
            /// Nobody known; perhaps this one.
            case nobody(probably: Int?)
        }
        var query: Query
        var person: Person
        var similarity: Similarity?
        var runnerUp: Similarity?
        var seen: Probability
        var reasons: [Reason]
    }

    /// Judges the rows together. No two verdicts name the same identity, and none names one of `settled`.
    /// - Parameter queries: at most `JointPosterior.maximumRows`.
    func verdicts(on queries: [Query], settled: [Int]) -> [Verdict] {
        guard !queries.isEmpty else { return [] }
        let held = Set(settled)
        let inWindow = identities.indices.count { isInWindow($0) && !held.contains($0) }
        let candidates = queries.map { self.candidates(for: $0, held: held, settled: settled) }
        let posterior = JointPosterior(
            candidates.map { $0.map(\.candidate) },
            factors: JointPosterior.Factors(
                newcomer: weights.newcomer(identitiesInWindow: inWindow), partner: weights.partner, bothNew: weights.bothNew),
            limit: policy.maximumAssignments, arePartners: arePartners)

        let picks = posterior.distinctCandidates(threshold: policy.seenThreshold)
        let named = Set(picks.indices.compactMap { row in picks[row].map { candidates[row][$0].candidate.identity } })
        return queries.indices.map { row in
            var pick = picks[row]
            var reasons: [Reason] = [.appearance]
            let person: Verdict.Person
            if let pick {
                person = .seen(candidates[row][pick].candidate.identity)
                // It is certainly somebody, but not certainly this one.
                if posterior.shares[row][pick] < policy.seenThreshold { reasons.append(.ambiguous) }
            } else if let older = returning(row, in: posterior) {
                person = .returned(candidates[row][older].candidate.identity)
                pick = older
            } else {
                // More people than there are identities for them: then somebody here is new.
                if posterior.seen[row] >= policy.seenThreshold { reasons.append(.crowd) }
                let probable = posterior.likeliestInWindow(row: row, except: named.contains)
                person = .nobody(
                    probably: posterior.seen[row] > policy.probableThreshold
                        ? probable.map { candidates[row][$0].candidate.identity } : nil)
            }
            if posterior.isBounded { reasons.append(.enumerationBounded) }
            let others = candidates[row].indices.filter { $0 != pick }.map { candidates[row][$0].similarity }.sorted(by: >)
            return Verdict(
                query: queries[row], person: person, similarity: pick.map { candidates[row][$0].similarity } ?? others.first,
                runnerUp: pick == nil ? others.dropFirst().first : others.first, seen: posterior.seen[row], reasons: reasons)
        }
    }

    /// Never less than half: more than that only one row can have of one identity.
    private func returning(_ row: Int, in posterior: JointPosterior) -> Int? {
        let threshold = max(policy.returnThreshold, Probability(permille: 500))
        return posterior.rows[row].indices.first { !posterior.rows[row][$0].isInWindow && posterior.shares[row][$0] > threshold }
    }

    private struct RankedCandidate {
        var candidate: JointPosterior.Candidate
        var similarity: Similarity
    }

    /// The heaviest few, best first; of equal ones the older identity.
    private func candidates(for query: Query, held: Set<Int>, settled: [Int]) -> [RankedCandidate] {
        let limit = min(max(policy.candidatesPerRow, 1), JointPosterior.maximumCandidates)
        var best: [(weight: Int64, number: UInt64, index: Int, similarity: Similarity)] = []
        for (index, similarity) in similarities(of: query.embedding).enumerated() {
            guard let similarity, !held.contains(index) else { continue }
            // Two different names never share an identity.
            if let label = query.label, let name = identities[index].name, label != name { continue }
            let weight = weights.candidate(similarity, gapMs: now.since(identities[index].lastLogged))
            let number = identities[index].number
            let place = best.firstIndex { weight > $0.weight || weight == $0.weight && number < $0.number } ?? best.count
            guard place < limit else { continue }
            best.insert((weight, number, index, similarity), at: place)
            if best.count > limit { best.removeLast() }
        }
        return best.map { one in
            RankedCandidate(
                candidate: JointPosterior.Candidate(
                    identity: one.index, logWeight: one.weight, isInWindow: isInWindow(one.index),
                    hasSettledPartner: settled.contains { arePartners(one.index, $0) }), similarity: one.similarity)
        }
    }

    /// Whether two identities were seen in one picture inside the window.
    func arePartners(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (identities[a], identities[b])
        return a.wasTogether(with: b, within: policy.trackingWindowMs, of: now)
            || b.wasTogether(with: a, within: policy.trackingWindowMs, of: now)
    }
}
