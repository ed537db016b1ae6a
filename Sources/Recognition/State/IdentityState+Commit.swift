/// Writing down one picture, and answering it.
extension IdentityState {
    mutating func judge(_ observation: FrameObservation) -> Outcome {
        let sightings = observation.sightings
        let merging = mergeWhatIsLinked(by: sightings, camera: observation.camera, model: observation.model)
        let settlements = settlements(
            of: sightings, camera: observation.camera, model: observation.model, at: now, freshMs: policy.trackFreshMs)
        var picture = PictureRecord(observation, settlements: settlements, now: now, reachMs: eventReachMs)
        let (verdicts, evidence) = judgeAppearances(of: sightings, model: observation.model, picture: &picture)
        // Looked up before anything is written: partners are those who were seen together before this picture.
        let present = picture.indexOfRow.compactMap(\.self)
        picture.taken.formUnion(present.map { identities[$0].id })
        let partnered = picture.indexOfRow.map { one in
            present.contains { other in one.map { $0 != other && arePartners($0, other) } ?? false }
        }
        var decisions: [Decision] = []
        for (row, sighting) in sightings.enumerated() {
            if let settlement = settlements.rows[row] {
                decisions.append(answer(settlement, row: row, sighting, evidence[row], &picture))
            } else if let verdict = verdicts[row] {
                decisions.append(answer(verdict, sighting, isPartnered: partnered[row], &picture))
            } else {
                decisions.append(answerUncompared(row: row, sighting, evidence[row], &picture))
            }
        }
        // Last, so that every row of a picture is judged by the same means.
        learnStrangers(from: evidence)
        for (row, sighting) in sightings.enumerated() {
            guard case .comparable(let probe, _) = evidence[row] else { continue }
            gallery.learn(probe, of: decisions[row].personID, joinMicro: joinMicro, policy: policy)
            if probe.isGray, let chroma = sighting.quality.chromaTenths, chroma < policy.colourlessChromaTenths { lastGray = now }
        }
        for row in merging.rows { decisions[row].reasons.append(.merged) }
        if policy.strangers != nil {
            for row in decisions.indices where settlements.brokenTracks[row] && settlements.rows[row]?.byTrack != true {
                decisions[row].reasons.append(.trackContradicted)
            }
        }
        followTracks(of: sightings, verdicts: verdicts, picture: picture)
        rememberCompany(picture.indexOfRow.compactMap(\.self))
        rememberCompanyOfStandIns(among: sightings, ids: decisions.map(\.personID), picture: picture)
        return Outcome(decisions: decisions, merges: merging.merges)
    }

    /// For each row the verdict of the posterior, if it took part, and what it had to offer.
    private func judgeAppearances(
        of sightings: [Sighting], model: ModelID, picture: inout PictureRecord
    ) -> ([Verdict?], [Evidence]) {
        var evidence = sightings.map { self.evidence(of: $0, camera: picture.camera, model: model) }
        var queries: [Query] = []
        for (row, sighting) in sightings.enumerated() where sighting.className == "person" && picture.indexOfRow[row] == nil {
            guard case .comparable(let probe, let poor) = evidence[row] else { continue }
            if queries.count < JointPosterior.maximumRows {
                let label = picture.settlements.labels[row]
                queries.append(Query(row: row, probe: probe, label: label, poor: poor))
            } else {
                evidence[row] = .failed(.tooManyRows)
            }
        }
        var verdicts = [Verdict?](repeating: nil, count: sightings.count)
        for verdict in self.verdicts(on: queries, settled: picture.indexOfRow.compactMap(\.self)) {
            verdicts[verdict.query.row] = verdict
            switch verdict.person {
            case .seen(let index), .returned(let index): picture.indexOfRow[verdict.query.row] = index
            case .nobody: break
            }
        }
        return (verdicts, evidence)
    }

    // MARK: Rows with an identity

    private mutating func answer(
        _ settlement: Settlement, row: Int, _ sighting: Sighting, _ evidence: Evidence, _ picture: inout PictureRecord
    ) -> Decision {
        let index = settlement.index
        let wasTold = settlement.followsSeenTrack || takeFollowedStandIn(sighting, picture) != nil
        let isNew = settlement.isAgainstAppearance || !isInWindow(index) && !wasTold
        var reasons: [Reason] = []
        if settlement.byTrack { reasons.append(.track) }
        if settlement.isVerified { reasons.append(.verified) }
        if settlement.byName { reasons.append(.name) }
        if settlement.isAgainstAppearance { reasons.append(.nameAgainstAppearance) }
        if !isInWindow(index) { reasons.append(.returned) }

        let first = see(index, picture)
        // From now on the person is known by what they look like now.
        if settlement.isAgainstAppearance { gallery.removeExemplars(of: index) }
        if case .comparable(let probe, let poor) = evidence,
            settlement.byName && isRecognized(sighting) || settlement.isVerified || gallery.exemplarCount(of: index) == 0
        {
            reasons += poor
            gallery.enroll(probe, in: index, isGood: poor.isEmpty, policy: policy)
        }
        if let label = picture.settlements.labels[row] { identities.name(index, label) }
        return decision(
            isNew ? .new : settlement.byTrack ? .continued : .match, index, isNew: isNew, reasons: reasons, first: first,
            similarity: settlement.similarity)
    }

    private mutating func answer(
        _ verdict: Verdict, _ sighting: Sighting, isPartnered: Bool, _ picture: inout PictureRecord
    ) -> Decision {
        let query = verdict.query
        let standIn = takeFollowedStandIn(sighting, picture)
        var (kind, isNew, reasons) = (Decision.Kind.match, false, verdict.reasons)
        let index: Int
        var first: Decision.FirstSighting?
        var probable: PersonID?
        switch verdict.person {
        case .seen(let known):
            index = known
            if isPartnered { reasons.append(.partner) }
            if isLongUnseen(known) { reasons.append(.gap) }
            first = see(index, picture)
        case .returned(let known):
            // The tracker's stand-in for them was told of already.
            isNew = standIn == nil
            kind = isNew ? .new : .match
            index = known
            reasons.append(.returned)
            first = see(index, picture)
        case .nobody(let candidate):
            isNew = standIn == nil
            probable = candidate.map { identities[$0].id }
            if let candidate, isLongUnseen(candidate) { reasons.append(.gap) }
            kind = !isNew ? .continued : probable == nil ? .new : .uncertain
            if !isNew { reasons.append(.track) }
            index = appendIdentity(row: query.row, insteadOf: standIn, &picture)
            first = standIn?.firstSighting
        }
        // Whom company made known and not their own looks might be somebody else: their exemplars stay as they are.
        var looksAlike = true
        if case .seen = verdict.person { looksAlike = verdict.isLikeEnough }
        if looksAlike { gallery.enroll(query.probe, in: index, isGood: query.poor.isEmpty, policy: policy) }
        if let label = query.label { identities.name(index, label) }
        return decision(
            kind, index, isNew: isNew, reasons: reasons + query.poor, first: first, similarity: verdict.similarity,
            runnerUp: verdict.runnerUp, seen: verdict.seen, probableSameAs: probable)
    }

    /// Out of sight for so long that a candidate counts for less.
    private func isLongUnseen(_ index: Int) -> Bool { now.since(identities[index].lastLogged) > policy.recentMs }

    /// Notes the sighting; returns what was known before it.
    private mutating func see(_ index: Int, _ picture: PictureRecord) -> Decision.FirstSighting {
        let before = identities[index]
        identities[index].see(on: picture.camera, eventTime: picture.eventTime, logged: now)
        return Decision.FirstSighting(firstSeen: before.firstSeen, lastSeen: before.lastSeen, camera: before.firstCamera)
    }

    /// A new identity; one that takes over from a stand-in keeps its id.
    mutating func appendIdentity(row: Int, insteadOf standIn: Provisional?, _ picture: inout PictureRecord) -> Int {
        let index = identities.append(
            standIn?.id ?? freshID(row: row, picture), firstSeen: standIn?.firstSeen ?? picture.eventTime,
            camera: standIn?.camera ?? picture.camera, logged: now)
        gallery.appendRow()
        identities[index].see(on: picture.camera, eventTime: picture.eventTime, logged: now)
        if let standIn {
            for other in standIn.company.compactMap(identities.index(of:)) where other != index {
                identities[index].wasTogether(with: identities[other].number, logged: standIn.lastLogged)
            }
        }
        picture.indexOfRow[row] = index
        picture.taken.insert(identities[index].id)
        return index
    }

    /// An id is its first entry's time, seed and row. Should the shell repeat a seed within one millisecond, the row
    /// counts on until the id is free.
    mutating func freshID(row: Int, _ picture: PictureRecord) -> PersonID {
        var ordinal = row
        var id = PersonID(firstSeen: picture.eventTime, seed: picture.seed, ordinal: ordinal)
        while issued[id] != nil {
            ordinal += 1 << 16
            id = PersonID(firstSeen: picture.eventTime, seed: picture.seed, ordinal: ordinal)
        }
        issued.set(true, for: id, at: now)
        return id
    }

    func decision(
        _ kind: Decision.Kind, _ index: Int, isNew: Bool, reasons: [Reason], first: Decision.FirstSighting?,
        similarity: Similarity? = nil, runnerUp: Similarity? = nil, seen: Probability? = nil, probableSameAs: PersonID? = nil
    ) -> Decision {
        Decision(
            kind: kind, personID: identities[index].id, isNew: isNew, similarity: similarity, runnerUp: runnerUp,
            probabilitySeen: seen, threshold: policy.seenThreshold, reasons: reasons, probableSameAs: probableSameAs,
            knownAs: identities[index].name, aliases: identities[index].aliases, cameras: identities[index].cameras, first: first)
    }

    // MARK: What the next picture needs

    /// Binds every tracker id of the picture to the person it follows now.
    private mutating func followTracks(of sightings: [Sighting], verdicts: [Verdict?], picture: PictureRecord) {
        // An id twice in a picture stays with the row that goes on with it.
        var bound: Set<String> = []
        for (row, settlement) in picture.settlements.rows.enumerated() where settlement?.byTrack == true {
            if let name = sightings[row].track, sightings[row].className == "person" { bound.insert(name) }
        }
        for (row, sighting) in sightings.enumerated() where sighting.className == "person" {
            guard let name = sighting.track, let box = sighting.box, let index = picture.indexOfRow[row] else { continue }
            let key = Track.Key(cameraID: picture.camera.id, track: name)
            let settlement = picture.settlements.rows[row].flatMap { $0.byTrack ? $0 : nil }
            guard settlement != nil || bound.insert(name).inserted else { continue }
            var track = Track(person: identities[index].id, box: box, lastLogged: now, verifiedLogged: now)
            let isVerified = settlement.map { $0.isVerified || $0.byName && isRecognized(sighting) } ?? true
            if !isVerified, let last = tracks[key] { track.verifiedLogged = last.verifiedLogged }
            track.looks = (settlement?.looks ?? 0) + (sighting.appearance.isEmbedded ? 1 : 0)
            if isSure(verdicts[row], of: index) { track.looks = max(track.looks, policy.trackLooks) }
            scheduleLook(at: &track, settlement, last: tracks[key], isLook: sighting.appearance.isEmbedded)
            tracks.set(track, for: key, at: now)
        }
    }

    /// Whether appearance alone recognized somebody so well that a second look would say nothing new.
    private func isSure(_ verdict: Verdict?, of index: Int) -> Bool {
        guard let rule = policy.verification, let verdict, case .seen = verdict.person else { return false }
        return verdict.seen >= Probability(permille: rule.surePermille)
            && gallery.exemplarCount(of: index) >= rule.sureExemplars
    }

    /// When the track is verified again: later after every agreement, soon after whatever makes trackers mix people up.
    private func scheduleLook(at track: inout Track, _ settlement: Settlement?, last: Track?, isLook: Bool) {
        guard let rule = policy.verification else { return }
        let shortest = policy.trackVerifyMs
        guard let settlement, let last else {
            (track.intervalMs, track.lookHeight) = (shortest, track.box.height)
            return
        }
        track.intervalMs = settlement.isDisturbed ? shortest : last.intervalMs ?? shortest
        guard isLook, settlement.isVerified else {
            (track.lookHeight, track.isDisturbed) = (last.lookHeight, settlement.isDisturbed ? true : nil)
            return
        }
        track.lookHeight = track.box.height
        // One stranger in twenty agrees a little; only what would recognize somebody buys time.
        guard settlement.isSure, !settlement.isDisturbed else { return }
        let longest = max(rule.longestMs, shortest)
        track.intervalMs = min((track.intervalMs ?? shortest) * min(max(rule.growth, 1), 1_000), longest)
    }

    // MARK: What strangers have in common

    /// People of one picture are different people: what they have in common says nothing about who somebody is.
    private mutating func learnStrangers(from evidence: [Evidence]) {
        guard policy.strangers?.learnedPairs != nil else { return }
        let probes = evidence.prefix(JointPosterior.maximumRows).compactMap { one -> Probe? in
            if case .comparable(let probe, _) = one { probe } else { nil }
        }
        guard probes.count > 1 else { return }
        var pairs = strangers ?? StrangerPairs()
        for (place, one) in probes.enumerated() {
            for other in probes[(place + 1)...] {
                for (space, similarity) in gallery.likenesses(of: one, to: other, policy: policy) {
                    pairs.add(similarity, in: space)
                }
            }
        }
        strangers = pairs
    }

    /// What makes two crops one look, as this house has shown; nil where the policy's own number holds.
    private var joinMicro: Int64? {
        policy.strangers?.learnedPairs.flatMap { strangers?.joinMicro(from: $0) }.map { min(max($0, 300_000), 850_000) }
    }

    private mutating func rememberCompany(_ present: [Int]) {
        let present = present.prefix(Identity.maximumCompanions)
        for one in present {
            for other in present where other != one { identities[one].wasTogether(with: identities[other].number, logged: now) }
        }
    }

    /// Only a stand-in under a tracker id can become an identity.
    private mutating func rememberCompanyOfStandIns(among sightings: [Sighting], ids: [PersonID], picture: PictureRecord) {
        let people = sightings.indices.filter { sightings[$0].isPersonOrFace }
        for row in people where picture.indexOfRow[row] == nil && sightings[row].track != nil {
            let key = Provisional.Key(cameraID: picture.camera.id, className: "person", track: sightings[row].track, ordinal: 0)
            guard var standIn = standIns[key], standIn.id == ids[row] else { continue }
            let others = people.prefix(Identity.maximumCompanions).map { ids[$0] }.filter { $0 != standIn.id }
            standIn.company = (standIn.company.filter { !others.contains($0) } + others).suffix(Provisional.maximumCompany)
            standIns.set(standIn, for: key, at: now)
        }
    }
}
