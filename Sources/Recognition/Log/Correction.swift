/// What somebody who knows better says of the people known; logged like everything else, so that it is replayed as well.
package enum Correction: Sendable, Hashable, Codable {
    /// The two are one person: the older id stays, the younger becomes an alias of it.
    case merged(PersonID, PersonID)
    /// What is known of this person is of several: nobody is recognised as them by appearance until they are seen anew, and
    /// the next sighting gets an id of its own.
    case split(PersonID)
    /// Their name; nil takes it away.
    case labelled(PersonID, String?)
    /// Nothing of them is to be left.
    case forgotten(PersonID)
}
