/// What somebody who knows better says of the people known; logged like everything else, so that it is replayed as well.
///
/// An id may be an alias: what is said of it is said of the identity it leads to.
package enum Correction: Sendable, Hashable, Codable {
    /// The two are one person: the older identity stays, with everything known of both, and the younger one's id becomes
    /// an alias of it. Refused for two people who bear different names or were seen in one picture.
    case merged(PersonID, PersonID)
    /// What is known of this person is of several: their looks, tracks and aliases lead nowhere any more, so the next
    /// sighting gets an id of its own. A name stays, and by it they are recognised and learned anew.
    case split(PersonID)
    /// Their name, in place of any other; nil (or an empty one) takes it away. Refused when somebody else bears it.
    case labelled(PersonID, String?)
    /// Nothing of them is to be left: identity, looks, tracks, names, aliases, company, and the answers remembered for
    /// repeated requests.
    case forgotten(PersonID)
}
