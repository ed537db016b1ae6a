import ScryptedRPC

/// What can keep us from being let in, or from bringing the plugin there.
package enum AccessError: Error, Sendable, Hashable {
    case wrongPassword(ServerAddress, user: String)
    /// A colon, which HTTP's way to send a user and a password has no room for.
    case unusableUser(String)
    /// A server that nobody has set up yet. Its login form would make whoever comes first its administrator.
    case noAccounts(ServerAddress)
    /// Something else listens there.
    case notScrypted(ServerAddress)
    /// The user may look, but not change anything.
    case notAdministrator(ServerAddress, user: String)
    /// The server said no; in its own words, as far as it had any.
    case refused(ServerAddress, status: Int, words: String)
    /// The file of tokens cannot be read or written.
    case unusableFile(path: String, reason: String)
    case notDeployed(ServerAddress)
}
