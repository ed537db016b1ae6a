/// Which server may answer.
package enum ServerTrust: Sendable, Hashable {
    /// Whoever it is: only for the very first contact, when there is nothing to compare with.
    case anyKey
    /// Who holds this key, whatever the certificate says of names and dates: Scrypted signs its own, renews it with the
    /// same key, and is reached by IP address.
    case pinned(ServerKey)
}
