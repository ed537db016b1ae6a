/// What people put right.
extension IdentityState {
    mutating func correct(_ correction: Correction) -> Outcome {
        switch correction {
        case .merged(let one, let other): merge(one, other)
        case .split(let id): Outcome(correction: split(id))
        case .labelled(let id, let name): Outcome(correction: label(id, name))
        case .forgotten(let id): forget(id)
        }
    }

    private mutating func merge(_ one: PersonID, _ other: PersonID) -> Outcome {
        guard let a = identities.index(of: one) else { return Outcome(correction: .unknown(one)) }
        guard let b = identities.index(of: other) else { return Outcome(correction: .unknown(other)) }
        if a == b { return Outcome(correction: .done(identities[a].id)) }
        if let refusal = whyApart(a, b) { return Outcome(correction: .refused(refusal)) }
        let merge = unite(a, b)
        return Outcome(merges: [merge], correction: .done(merge.canonical))
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
    private mutating func forget(_ id: PersonID) -> Outcome {
        var gone = [id]
        var canonical: PersonID?
        if let index = identities.index(of: id) {
            let person = identities[index]
            canonical = person.id
            gone = [person.id] + person.aliases
            removeTracks(of: person)
            identities.forgetCompany(of: index)
            remove(index)
        }
        let ids = Set(gone)
        gallery.forgetLooks(of: ids, policy: policy)
        let standInCount = standIns.remove { ids.contains($1.id) }
        let answerCount = answers.remove { $1.contains { !$0.ids.isDisjoint(with: ids) } }
        issued.remove { id, _ in ids.contains(id) }
        let isKnown = canonical != nil || standInCount + answerCount > 0
        return Outcome(correction: isKnown ? .done(canonical ?? id) : .unknown(id), erased: gone)
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
