/// Everyone known for now, densely numbered; a number is good until the next removal.
struct IdentityTable: Sendable, Codable {
    private var identities: [Identity] = []
    /// Under their own ids and under their aliases.
    private var indexOfPerson: [PersonID: Int] = [:]
    private var personOfName: [String: PersonID] = [:]
    private var nextNumber: UInt64 = 0

    var count: Int { identities.count }
    var indices: Range<Int> { identities.indices }

    subscript(index: Int) -> Identity {
        get { identities[index] }
        _modify { yield &identities[index] }
    }

    /// - Parameter person: an identity's own id, or an alias of it.
    func index(of person: PersonID) -> Int? { indexOfPerson[person] }

    func index(named name: String) -> Int? { personOfName[name].flatMap { indexOfPerson[$0] } }

    /// Puts a new identity behind all others. Its id must not be in the table.
    mutating func append(_ id: PersonID, firstSeen: Timestamp, camera: Camera, logged: Timestamp) -> Int {
        identities.append(Identity(id: id, number: nextNumber, firstSeen: firstSeen, camera: camera, logged: logged))
        nextNumber += 1
        indexOfPerson[id] = identities.count - 1
        return identities.count - 1
    }

    /// The first name stays, and belongs to one live identity only; anything else changes nothing.
    mutating func name(_ index: Int, _ name: String) {
        guard identities[index].name == nil, self.index(named: name) == nil else { return }
        identities[index].name = name
        personOfName[name] = identities[index].id
    }

    /// Another name in place of any; nil takes it away. The name must be nobody else's.
    mutating func rename(_ index: Int, _ name: String?) {
        if let old = identities[index].name { personOfName[old] = nil }
        identities[index].name = name
        if let name { personOfName[name] = identities[index].id }
    }

    /// The last identity takes the place of the removed one. Its aliases go with it.
    mutating func remove(_ index: Int) {
        releaseAliases(of: index)
        let gone = identities[index]
        identities.swapAt(index, identities.count - 1)
        identities.removeLast()
        indexOfPerson[gone.id] = nil
        if let name = gone.name { personOfName[name] = nil }
        if index < identities.count { enter(index) }
    }

    /// One identity takes over everything the other was known by, and the other is removed: its number is the last one's
    /// from now on. They must not bear different names.
    mutating func merge(_ other: Int, into index: Int) {
        let (id, gone) = (identities[index].id, identities[other])
        remove(other)
        guard let index = indexOfPerson[id] else { return }
        // Beyond the limit the oldest aliases lead nowhere.
        for alias in identities[index].aliases { indexOfPerson[alias] = nil }
        identities[index].absorb(gone)
        enter(index)
        if let name = identities[index].name { personOfName[name] = id }
        for one in identities.indices { identities[one].replaceCompanion(gone.number, by: identities[index].number) }
    }

    /// From now on these ids lead nowhere.
    mutating func releaseAliases(of index: Int) {
        for alias in identities[index].aliases { indexOfPerson[alias] = nil }
        identities[index].removeAliases()
    }

    /// Nobody was ever together with this one.
    mutating func forgetCompany(of index: Int) {
        let number = identities[index].number
        for one in identities.indices { identities[one].replaceCompanion(number, by: nil) }
    }

    private mutating func enter(_ index: Int) {
        indexOfPerson[identities[index].id] = index
        for alias in identities[index].aliases { indexOfPerson[alias] = index }
    }

    /// Who was seen least recently; of several the one known longest.
    var leastRecent: Int? {
        identities.indices.min {
            let (a, b) = (identities[$0], identities[$1])
            return (a.lastLogged, a.number) < (b.lastLogged, b.number)
        }
    }
}
