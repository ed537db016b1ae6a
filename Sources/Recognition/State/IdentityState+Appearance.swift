/// Recognition by appearance: one joint posterior over all rows that nothing else settles.
extension IdentityState {
    func evidence(of sighting: Sighting, camera: Camera, model: ModelID) -> Evidence {
        if sighting.className == "face" { return .insufficient(.faceWithoutBody) }
        switch sighting.appearance {
        case .unusable(let reason): return .insufficient(reason)
        case .unavailable(let reason): return .failed(reason)
        case .trackSuffices, .embedded: break
        }
        guard sighting.box != nil else { return .insufficient(.invalidBox) }
        let grade = QualityGrade(sighting.quality, scorePermille: sighting.scorePermille, policy: policy)
        if case .unusable(let reason) = grade { return .insufficient(reason) }
        guard case .embedded(let embedding, let desaturated) = sighting.appearance else { return .failed(.trackLost) }
        guard model == self.model else { return .failed(.modelSwitched) }
        guard embedding.dimension > 0, gallery.dimension == 0 || embedding.dimension == gallery.dimension else {
            return .failed(.modelFailed)
        }
        let isGray = sighting.quality.chromaTenths.map { $0 < policy.grayChromaTenths } ?? false
        let twin = desaturated.flatMap { $0.dimension == embedding.dimension ? $0 : nil }
        let probe = Probe(embedding: embedding, isGray: isGray, desaturated: isGray ? nil : twin, camera: camera.id)
        if case .poor(let reasons) = grade { return .comparable(probe, poor: reasons) }
        return .comparable(probe, poor: [])
    }

    /// Nil when the identity has no exemplar.
    func likeness(of probe: Probe, to index: Int) -> Likeness? {
        gallery.likenesses(of: probe, to: index..<index + 1, policy: policy, weights: weights)[0]
    }

    var strangerLimits: StrangerLimits { StrangerLimits(policy.strangers, pairs: strangers) }

    // MARK: The posterior

    /// A row to be recognised, the name it goes by, and why its embedding is not kept.
    struct Query {
        var row: Int
        var probe: Probe
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
        /// To that person, or to the one most alike, as people are told of it.
        var similarity: Similarity?
        /// Looks enough like that person to become an exemplar.
        var isLikeEnough: Bool
        var runnerUp: Similarity?
        var seen: Probability
        var reasons: [Reason]
    }

    /// Judges the rows together. No two verdicts name the same identity, and none names one of `settled`.
    ///
    /// Whether somebody was seen just now is asked only of those who were: an identity from before the window that fits
    /// better says nothing against it, because one poor picture at their return makes a second identity of them. Who was
    /// not seen just now may then be one of those from before.
    /// - Parameter queries: at most `JointPosterior.maximumRows`.
    func verdicts(on queries: [Query], settled: [Int]) -> [Verdict] {
        guard !queries.isEmpty else { return [] }
        let held = Set(settled)
        let likenesses = gallery.likenesses(
            of: queries.map(\.probe), to: identities.indices, policy: policy, weights: weights)
        let limits = strangerLimits
        let candidates = zip(queries, likenesses).map {
            self.candidates(for: $0, likenesses: $1, held: held, settled: settled, limits: limits)
        }
        let free = identities.indices.filter { !held.contains($0) }
        let inWindow = free.count(where: isInWindow)
        var factors = JointPosterior.Factors(
            newcomer: weights.newcomer(identitiesInWindow: inWindow), partner: weights.partner,
            togetherNew: weights.togetherNew)
        let posterior = posterior(of: candidates.map(\.present), factors)
        let picks = posterior.distinctCandidates(threshold: policy.seenThreshold)
        let named = Set(picks.indices.compactMap { row in picks[row].map { candidates[row].present[$0].identity } })

        let unseen = queries.indices.filter { picks[$0] == nil }
        factors.newcomer = weights.newcomer(identitiesBeforeWindow: free.count - inWindow, inWindow: inWindow)
        let past = self.posterior(of: unseen.map { candidates[$0].past }, factors)
        var returned: [Int: RankedCandidate] = [:]
        for (place, row) in unseen.enumerated() {
            returned[row] = returning(place, in: past).map { candidates[row].past[$0] }
        }
        return queries.indices.map { row in
            var reasons: [Reason] = [.appearance]
            let person: Verdict.Person
            let pick: RankedCandidate?
            if let seen = picks[row] {
                let one = candidates[row].present[seen]
                pick = one
                person = .seen(one.identity)
                // It is certainly somebody, but not certainly this one.
                if posterior.shares[row][seen] < policy.seenThreshold { reasons.append(.ambiguous) }
            } else if let one = returned[row] {
                pick = one
                person = .returned(one.identity)
            } else {
                pick = nil
                // More people than there are identities for them: then somebody here is new.
                if posterior.seen[row] >= policy.seenThreshold { reasons.append(.crowd) }
                let probable = posterior.likeliestInWindow(row: row, except: named.contains)
                person = .nobody(
                    probably: posterior.seen[row] > policy.probableThreshold
                        ? probable.map { candidates[row].present[$0].identity } : nil)
            }
            if pick == nil { reasons += candidates[row].doubts }
            if queries[row].probe.isGray { reasons.append(.gray) }
            if posterior.isBounded || past.isBounded { reasons.append(.enumerationBounded) }
            let others = (candidates[row].present + candidates[row].past + candidates[row].refused)
                .filter { $0.identity != pick?.identity }.sorted { $0.scaled > $1.scaled }.map(\.similarity)
            return Verdict(
                query: queries[row], person: person, similarity: pick?.similarity ?? others.first,
                isLikeEnough: pick?.isLikeEnough ?? false, runnerUp: pick == nil ? others.dropFirst().first : others.first,
                seen: posterior.seen[row], reasons: reasons)
        }
    }

    private func posterior(of candidates: [[RankedCandidate]], _ factors: JointPosterior.Factors) -> JointPosterior {
        JointPosterior(
            candidates.map { $0.map(\.candidate) }, factors: factors, limit: policy.maximumAssignments, arePartners: arePartners)
    }

    /// Never less than half: more than that only one row can have of one identity.
    private func returning(_ row: Int, in past: JointPosterior) -> Int? {
        let threshold = max(policy.returnThreshold, Probability(permille: 500))
        return past.rows[row].indices.first { past.shares[row][$0] > threshold }
    }

    private struct RankedCandidate {
        var candidate: JointPosterior.Candidate
        /// As people are told of it.
        var similarity: Similarity
        /// On one scale for all candidates.
        var scaled: Similarity
        var isLikeEnough: Bool
        var identity: Int { candidate.identity }
    }

    /// The heaviest few of those seen inside the window and of those from before it, best first; of equal ones the older.
    private struct Candidates {
        var present: [RankedCandidate] = []
        var past: [RankedCandidate] = []
        /// Whose likeness is evidence of nothing; only for people to read.
        var refused: [RankedCandidate] = []
        /// What kept a candidate back that would have sufficed otherwise.
        var doubts: [Reason] = []
    }

    private func candidates(
        for query: Query, likenesses: [Likeness?], held: Set<Int>, settled: [Int], limits: StrangerLimits
    ) -> Candidates {
        var result = Candidates()
        var (isTooEarly, isHere) = (false, false)
        for (index, likeness) in likenesses.enumerated() {
            guard let likeness, !held.contains(index) else { continue }
            // Two different names never share an identity.
            if let label = query.label, let name = identities[index].name, label != name { continue }
            let isInWindow = isInWindow(index)
            let acceptsCompany = weights.allowsCompany(likeness.weighed)
            let one = RankedCandidate(
                candidate: JointPosterior.Candidate(
                    identity: index,
                    logWeight: weights.candidate(likeness.weighed, gapMs: now.since(identities[index].lastLogged)),
                    isInWindow: isInWindow,
                    hasSettledPartner: acceptsCompany && settled.contains { arePartners(index, $0) },
                    acceptsCompany: acceptsCompany),
                similarity: told(likeness), scaled: likeness.similarity, isLikeEnough: weights.isAtLeastEven(likeness.similarity))
            let tooEarly = limits.isTooEarly(likeness)
            if tooEarly || limits.isContradiction(likeness) {
                insert(one, into: &result.refused)
                isTooEarly = isTooEarly || tooEarly && isInWindow && weights.suffices(likeness.similarity)
                continue
            }
            isHere =
                isHere || isInWindow && weights.suffices(likeness.similarity) && !weights.suffices(likeness.weighed)
            if isInWindow { insert(one, into: &result.present) } else { insert(one, into: &result.past) }
        }
        if isTooEarly { result.doubts.append(.freshHouse) }
        if isHere { result.doubts.append(.sameCamera) }
        return result
    }

    /// The cosine that was measured. By the rules before there were looks, the one on the scale of centered cosines.
    func told(_ likeness: Likeness) -> Similarity { policy.looks == nil ? likeness.similarity : likeness.measured }

    private func insert(_ one: RankedCandidate, into best: inout [RankedCandidate]) {
        let limit = min(max(policy.candidatesPerRow, 1), JointPosterior.maximumCandidates)
        func precedes(_ other: RankedCandidate) -> Bool {
            if one.candidate.logWeight != other.candidate.logWeight { return one.candidate.logWeight > other.candidate.logWeight }
            return identities[one.identity].number < identities[other.identity].number
        }
        let place = best.firstIndex(where: precedes) ?? best.count
        guard place < limit else { return }
        best.insert(one, at: place)
        if best.count > limit { best.removeLast() }
    }

    /// Whether two identities were seen in one picture inside the window.
    func arePartners(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (identities[a], identities[b])
        return a.wasTogether(with: b, within: policy.trackingWindowMs, of: now)
            || b.wasTogether(with: a, within: policy.trackingWindowMs, of: now)
    }
}
