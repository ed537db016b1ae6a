import ScryptedRPC

/// What can go wrong between the bridge and a server.
package enum BridgeError: Error, Sendable, Hashable {
    /// The server did not do its part of the start in time.
    case noGreeting
    case noSuchDevice(String)
    case noSuchNotifier(String)
    /// A call was answered, but not with what it promises.
    case unexpectedAnswer(String)
    /// What to write after `reid deploy`.
    case notDeployed(server: String)
    /// The plugin is there, but has not started yet.
    case noSecret
    /// Nothing on the server makes a JPEG of this type.
    case noConverter(String)
    /// Bytes.
    case pictureTooLarge(Int)
    case tooSlow
    /// In the plugin's own words.
    case refused(String)
}
