extension NetworkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownHost(let server): "No machine is known as \(server.host)."
        case .refused(let server): "Nothing listens at \(server): is Scrypted running, and is that its https port?"
        case .unreachable(let server, let reason): "\(server) cannot be reached: \(reason)."
        case .timedOut(let server): "\(server) took too long to answer."
        case .notEncrypted(let server, let reason):
            "\(server) does not speak TLS as Scrypted's https port does (10443 unless you changed it): \(reason)."
        case .keyChanged(let server, let pinned, let presented):
            """
            The server's key is not the one pinned at login; if you reinstalled Scrypted, log in again. \
            \(server) shows \(presented), pinned is \(pinned).
            """
        case .hungUp(let server): "\(server) ended the connection in the middle."
        case .nonsense(let server, let reason): "\(server) does not answer as Scrypted does: \(reason)."
        case .notLoggedIn(let server): "\(server) does not accept the stored token any more: log in again with `reid login`."
        case .endpointRefused(let server, let status): "\(server) refuses the connection with status \(status)."
        case .noEndpoint(let server, let reason): "\(server) lets no client in: \(reason)."
        }
    }
}
