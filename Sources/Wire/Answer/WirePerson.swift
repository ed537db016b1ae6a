import Recognition

/// One identity, as `GET /v1/persons` tells of it. Every key is written, null where there is nothing.
package struct WirePerson: Encodable {
    private let person: KnownPerson

    package init(_ person: KnownPerson) {
        self.person = person
    }

    private struct Camera: Encodable {
        var id: String
        var name: String
    }

    private enum Key: String, CodingKey {
        case personId, name, firstSeen, lastSeen, cameras, aliases, exemplars, inWindow
    }

    package func encode(to encoder: any Encoder) throws {
        var answer = encoder.container(keyedBy: Key.self)
        try answer.encode(person.id.description, forKey: .personId)
        try answer.encode(person.name, forKey: .name)
        try answer.encode(person.firstSeen.milliseconds, forKey: .firstSeen)
        try answer.encode(person.lastSeen.milliseconds, forKey: .lastSeen)
        try answer.encode(person.cameras.map { Camera(id: $0.id, name: $0.name) }, forKey: .cameras)
        try answer.encode(person.aliases.map(\.description), forKey: .aliases)
        try answer.encode(person.exemplarCount, forKey: .exemplars)
        try answer.encode(person.isInWindow, forKey: .inWindow)
    }
}
