/// Tracks and names: who is known without comparing appearances.
extension IdentityState {
    /// Which rows are worth an embedding: people whose box can be compared, and whom no fresh, verified track settles.
    ///
    /// A pure read of geometry, score, label and track; whatever `appearance` says, unless it is `unusable`. It counts
    /// a track as fresh for half the time only, because the entry is folded later than it is asked here, and a row that
    /// loses its track in between is answered fail-open.
    /// - Parameter time: on the log's clock.
    package func needsEmbedding(_ sightings: [Sighting], camera: Camera, at time: Timestamp) -> [Bool] {
        let settled = settlements(
            of: sightings, camera: camera, model: model, at: max(now, time), freshMs: policy.trackFreshMs / 2)
        return zip(sightings, settled.rows).map { sighting, settlement in
            guard sighting.className == "person", sighting.box != nil else { return false }
            if case .unusable = sighting.appearance { return false }
            if case .unusable = QualityGrade(sighting.quality, scorePermille: sighting.scorePermille, policy: policy) {
                return false
            }
            guard let settlement, settlement.byTrack else { return true }
            return settlement.isDue || settlement.wantsFurtherLook || gallery.exemplarCount(of: settlement.index) == 0
        }
    }

    func settlements(
        of sightings: [Sighting], camera: Camera, model: ModelID, at time: Timestamp, freshMs: Int64
    ) -> Settlements {
        let (followed, broken) = followedTracks(of: sightings, camera: camera, model: model, at: time, freshMs: freshMs)
        var result = Settlements(
            rows: sightings.map { _ in nil },
            labels: sightings.map { $0.isPersonOrFace && $0.label?.isEmpty == false ? $0.label : nil }, brokenTracks: broken)

        // A name that a live identity bears links to it, whatever the track says.
        let bearers = bearers(of: result.labels, sightings: sightings, followed: followed)
        var holder: [Int: Int] = [:]
        for (row, label) in result.labels.enumerated() {
            guard let label, let index = identities.index(named: label) else { continue }
            let isAgainst = isContradicted(by: sightings[row], camera: camera, model: model, index)
            guard bearers[index] == row, !isAgainst && !broken[row] || isRecognized(sightings[row]) else {
                result.labels[row] = nil
                continue
            }
            holder[index] = row
            if var settlement = followed[row], settlement.index == index {
                settlement.byName = true
                result.rows[row] = settlement
            } else {
                result.rows[row] = Settlement(
                    index: index, byTrack: false, byName: true, followsSeenTrack: followed[row]?.followsSeenTrack ?? false,
                    isAgainstAppearance: isAgainst)
            }
        }

        // Then the tracks; the nearer of two that lead to one identity.
        for row in sightings.indices where result.rows[row] == nil {
            guard let settlement = followed[row], !isOverruled(settlement, by: result.labels[row]) else { continue }
            if let other = holder[settlement.index], let rival = result.rows[other] {
                guard !rival.byName, rival.overlapPermille < settlement.overlapPermille else { continue }
                result.rows[other] = nil
            }
            holder[settlement.index] = row
            result.rows[row] = settlement
        }
        return result
    }

    /// A recognised name beats a track whose identity bears another one.
    private func isOverruled(_ settlement: Settlement, by label: String?) -> Bool {
        guard let label, let name = identities[settlement.index].name else { return false }
        return label != name
    }

    /// For each identity whose name was recognised, the one row that is it: its own track's row, else a body before a
    /// face, else the better score, else the earlier row.
    func bearers(of labels: [String?], sightings: [Sighting], followed: [Settlement?]) -> [Int: Int] {
        func rank(_ row: Int, _ index: Int) -> (Int, Int, Int32) {
            (followed[row]?.index == index ? 1 : 0, sightings[row].className == "person" ? 1 : 0, sightings[row].scorePermille)
        }
        var best: [Int: Int] = [:]
        for (row, label) in labels.enumerated() {
            guard let label, let index = identities.index(named: label) else { continue }
            if let other = best[index], rank(other, index) >= rank(row, index) { continue }
            best[index] = row
        }
        return best
    }

    /// Whether the name was recognized just now. One that a tracker carries along says no more than the track does.
    func isRecognized(_ sighting: Sighting) -> Bool {
        policy.nameScorePermille.map { (sighting.labelScorePermille ?? -1) >= $0 } ?? true
    }

    /// Whether the row's own look says that it is not this person. A poor picture says no such thing.
    func isContradicted(by sighting: Sighting, camera: Camera, model: ModelID, _ index: Int) -> Bool {
        guard policy.strangers != nil,
            case .comparable(let probe, let poor) = evidence(of: sighting, camera: camera, model: model), poor.isEmpty,
            let likeness = likeness(of: probe, to: index)
        else { return false }
        return strangerLimits.isContradiction(likeness)
    }

    /// For each row the track it goes on with, and whether its own look ended one. Of two rows under one tracker id the
    /// better overlap keeps it.
    func followedTracks(
        of sightings: [Sighting], camera: Camera, model: ModelID, at time: Timestamp, freshMs: Int64
    ) -> (settlements: [Settlement?], broken: [Bool]) {
        var result = [Settlement?](repeating: nil, count: sightings.count)
        var rowOfTrack: [String: Int] = [:]
        for (row, sighting) in sightings.enumerated() where sighting.isPersonOrFace {
            guard let name = sighting.track, let box = sighting.box,
                let track = tracks[Track.Key(cameraID: camera.id, track: name)],
                track.continues(at: box, now: time, freshMs: freshMs, overlapPermille: policy.trackOverlapPermille),
                let index = identities.index(of: track.person)
            else { continue }
            let overlap = box.overlapPermille(track.box)
            if let other = rowOfTrack[name] {
                guard let rival = result[other], rival.overlapPermille < overlap else { continue }
                result[other] = nil
            }
            rowOfTrack[name] = row
            let isDisturbed = policy.verification.map {
                track.isDisturbed(at: box, overlapPermille: sighting.quality.overlapPermille, now: time, rule: $0)
            }
            let intervalMs = isDisturbed == false ? track.intervalMs ?? policy.trackVerifyMs : policy.trackVerifyMs
            result[row] = Settlement(
                index: index, byTrack: true,
                followsSeenTrack: time.since(identities[index].lastLogged) <= policy.trackingWindowMs,
                isDue: time.since(track.verifiedLogged) >= intervalMs, looks: track.looks,
                wantsFurtherLook: track.looks < policy.trackLooks
                    && time.since(track.verifiedLogged) >= policy.verification?.secondLookMs ?? 0,
                isDisturbed: isDisturbed ?? false, overlapPermille: overlap)
        }
        var broken = [Bool](repeating: false, count: sightings.count)
        for row in sightings.indices {
            guard let settlement = result[row] else { continue }
            result[row] = verified(settlement, by: sightings[row], camera: camera, model: model)
            broken[row] = result[row] == nil
        }
        return (result, broken)
    }

    /// The settlement, with what the row's embedding says about it; nil when that breaks the track. Where there is
    /// nothing to compare, the track still decides.
    private func verified(_ settlement: Settlement, by sighting: Sighting, camera: Camera, model: ModelID) -> Settlement? {
        guard case .comparable(let probe, _) = evidence(of: sighting, camera: camera, model: model),
            let likeness = likeness(of: probe, to: settlement.index)
        else { return settlement }
        var result = settlement
        result.similarity = told(likeness)
        // Where trackers mix people up, an exemplar of the same camera says less, as it does without a track.
        let counted = settlement.isDisturbed ? likeness.weighed : likeness.similarity
        result.isVerified = weights.isAtLeastEven(counted)
        result.isSure = weights.suffices(counted) && !strangerLimits.isTooEarly(likeness)
        // A look that half of all strangers would give the person ends the track, whether it was due or not.
        if strangerLimits.isContradiction(likeness) { return nil }
        return result.isVerified || !result.isDue ? result : nil
    }
}
