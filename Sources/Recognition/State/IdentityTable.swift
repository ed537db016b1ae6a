/// Everyone known for now, densely numbered; a number is good until the next removal.
struct IdentityTable: Sendable, Codable {
    private var identities: [Identity] = []
    private var indexOfPerson: [PersonID: Int] = [:]
    private var personOfName: [String: PersonID] = [:]
    private var nextNumber: UInt64 = 0

    var count: Int { identities.count }
    var indices: Range<Int> { identities.indices }

    subscript(index: Int) -> Identity {
        get { identities[index] }
        _modify { yield &identities[index] }
    }

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

    /// The last identity takes the place of the removed one.
    mutating func remove(_ index: Int) {
        let gone = identities[index]
        identities.swapAt(index, identities.count - 1)
        identities.removeLast()
        indexOfPerson[gone.id] = nil
        if let name = gone.name { personOfName[name] = nil }
        if index < identities.count { indexOfPerson[identities[index].id] = index }
    }

    /// Who was seen least recently; of several the one known longest.
    var leastRecent: Int? {
        identities.indices.min {
            let (a, b) = (identities[$0], identities[$1])
            return (a.lastLogged, a.number) < (b.lastLogged, b.number)
        }
    }
}
