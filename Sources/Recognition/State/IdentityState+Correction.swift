/// What people put right.
extension IdentityState {
    mutating func correct(_ correction: Correction) -> CorrectionOutcome {
        switch correction {
        case .merged(let one, let other): merge(one, other)
        case .split(let id): split(id)
        case .labelled(let id, let name): label(id, name)
        case .forgotten(let id): forget(id)
        }
    }

    private mutating func merge(_ one: PersonID, _ other: PersonID) -> CorrectionOutcome {
        guard let a = identities.index(of: one) else { return .unknown(one) }
        guard let b = identities.index(of: other) else { return .unknown(other) }
        if a == b { return .done(identities[a].id) }
        if let refusal = whyApart(a, b) { return .refused(refusal) }
        return .done(unite(a, b).canonical)
    }

    private mutating func split(_ id: PersonID) -> CorrectionOutcome {
        guard let index = identities.index(of: id) else { return .unknown(id) }
        let person = identities[index]
        removeTracks(of: person)
        gallery.removeExemplars(of: index)
        identities.releaseAliases(of: index)
        return .done(person.id)
    }

    private mutating func label(_ id: PersonID, _ name: String?) -> CorrectionOutcome {
        guard let index = identities.index(of: id) else { return .unknown(id) }
        let name = name?.isEmpty == false ? name : nil
        if let name, let bearer = identities.index(named: name), bearer != index { return .refused(.nameTaken) }
        identities.rename(index, name)
        return .done(identities[index].id)
    }

    /// Forgets a stand-in as well, and answers that are only remembered for repeated requests.
    private mutating func forget(_ id: PersonID) -> CorrectionOutcome {
        var canonical = id
        var ids: Set<PersonID> = [id]
        var isKnown = false
        if let index = identities.index(of: id) {
            let person = identities[index]
            isKnown = true
            canonical = person.id
            ids.formUnion([person.id] + person.aliases)
            removeTracks(of: person)
            identities.forgetCompany(of: index)
            remove(index)
        }
        let standInCount = standIns.remove { ids.contains($1.id) }
        let answerCount = answers.remove { $1.contains { !$0.ids.isDisjoint(with: ids) } }
        issued.remove { id, _ in ids.contains(id) }
        return isKnown || standInCount + answerCount > 0 ? .done(canonical) : .unknown(id)
    }

    private mutating func removeTracks(of person: Identity) {
        let ids = Set([person.id] + person.aliases)
        tracks.remove { ids.contains($1.person) }
    }
}

extension Decision {
    /// Everybody it speaks of.
    fileprivate var ids: Set<PersonID> { Set([personID] + aliases + (probableSameAs.map { [$0] } ?? [])) }
}
