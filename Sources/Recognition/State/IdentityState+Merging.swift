/// Two identities that turn out to be one person.
extension IdentityState {
    /// Why two identities can never be one; nil when they can.
    func whyApart(_ a: Int, _ b: Int) -> CorrectionOutcome.Refusal? {
        let (a, b) = (identities[a], identities[b])
        if let one = a.name, let other = b.name, one != other { return .differentNames }
        return a.wasEverTogether(with: b) ? .seenTogether : nil
    }

    /// Makes two identities one: the older id stays, the younger becomes an alias. Numbers of identities change.
    mutating func unite(_ a: Int, _ b: Int) -> Outcome.Merge {
        let (older, younger) = identities[a].number < identities[b].number ? (a, b) : (b, a)
        let merge = Outcome.Merge(canonical: identities[older].id, alias: identities[younger].id)
        gallery.merge(row: younger, into: older, policy: policy)
        identities.merge(younger, into: older)
        gallery.removeRow(younger)
        return merge
    }

    /// Merges the identities that this picture shows to be one, before it is judged.
    ///
    /// The evidence is a recognised name in a row whose track is somebody else's, who has no name. Appearance alone never
    /// merges: a wrong merge costs a visitor, a missing one only a second id.
    /// - Returns: what was merged, and the rows that showed it.
    mutating func mergeWhatIsLinked(by sightings: [Sighting], camera: Camera, model: ModelID) -> (
        merges: [Outcome.Merge], rows: [Int]
    ) {
        var (merges, rows) = ([Outcome.Merge](), [Int]())
        // Each merge takes a name from the rows that may still link, so there are no more turns than rows.
        while let link = link(in: sightings, camera: camera, model: model) {
            merges.append(unite(link.tracked, link.named))
            rows.append(link.row)
        }
        return (merges, rows)
    }

    /// The first row of a picture that says of two identities that they are one.
    private func link(in sightings: [Sighting], camera: Camera, model: ModelID) -> (row: Int, tracked: Int, named: Int)? {
        let labels = sightings.map { $0.isPersonOrFace && $0.label?.isEmpty == false ? $0.label : nil }
        // Hardly any picture names somebody whom it does not follow under that name already.
        guard labels.contains(where: { $0.flatMap(identities.index(named:)) != nil }) else { return nil }
        let followed = followedTracks(of: sightings, camera: camera, model: model, at: now, freshMs: policy.trackFreshMs)
            .settlements
        let bearers = bearers(of: labels, sightings: sightings, followed: followed)
        for (row, label) in labels.enumerated() where sightings[row].className == "person" {
            guard let label, let named = identities.index(named: label), bearers[named] == row,
                let settlement = followed[row], settlement.index != named, identities[settlement.index].name == nil,
                // Trackers mix people up; where there is something to compare, it must agree.
                settlement.similarity == nil || settlement.isVerified,
                // What a tracker carries along says no more than its track; it must not make a visitor somebody's other id.
                isRecognized(sightings[row]) || settlement.isVerified, whyApart(settlement.index, named) == nil,
                !isContradicted(by: sightings[row], camera: camera, model: model, named)
            else { continue }
            // Should another row of this picture be one of the two, they are two people.
            let others = followed.enumerated().filter { $0.offset != row }.compactMap { $0.element?.index }
            if !others.contains(where: { $0 == named || $0 == settlement.index }) { return (row, settlement.index, named) }
        }
        return nil
    }
}
