import ScryptedRPC

/// What lets us in at one server, and by what we know that it is that server.
package struct ScryptedCredentials: Sendable, Hashable, Codable {
    package var username: String
    /// Permanent, and as good as the password.
    package var token: String
    package var key: ServerKey

    package init(username: String, token: String, key: ServerKey) {
        self.username = username
        self.token = token
        self.key = key
    }
}

// However they get into a log, the token does not.
extension ScryptedCredentials: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(username), \(key)" }

    package var customMirror: Mirror {
        Mirror(self, children: ["username": username, "key": key])
    }
}
