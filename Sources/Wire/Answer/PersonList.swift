import Recognition

/// The answer of `GET /v1/persons`: everybody known, the one seen last first.
package struct PersonList: Encodable {
    /// More are counted, but not listed.
    static let maximumPersons = 1_000

    var persons: [WirePerson]
    var count: Int

    package init(_ people: [KnownPerson]) {
        persons = people.prefix(Self.maximumPersons).map { WirePerson($0) }
        count = people.count
    }
}
