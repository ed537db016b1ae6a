/// Why a server could not be spoken with.
package enum NetworkError: Error, Sendable, Hashable {
    /// No address belongs to the host's name.
    case unknownHost(ServerAddress)
    /// Nothing listens at the port.
    case refused(ServerAddress)
    /// No way there, or nothing came back while connecting.
    case unreachable(ServerAddress, reason: String)
    /// Connected, and then too slow.
    case timedOut(ServerAddress)
    /// Something answers without TLS, or TLS came to nothing.
    case notEncrypted(ServerAddress, reason: String)
    case keyChanged(ServerAddress, pinned: ServerKey, presented: ServerKey)
    /// The connection ended before the answer was there.
    case hungUp(ServerAddress)
    /// The answer is not of the protocol, or larger than allowed.
    case nonsense(ServerAddress, reason: String)
    /// The token is not accepted.
    case notLoggedIn(ServerAddress)
    /// An endpoint does not exist, or its plugin does not run.
    case endpointRefused(ServerAddress, status: Int)
    /// None of the endpoints lets us in; with the server's last words.
    case noEndpoint(ServerAddress, reason: String)
}
