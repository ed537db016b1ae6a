/// What can go wrong between two peers, apart from errors that the peer throws (`RPCRemoteError`).
package enum RPCError: Error, Sendable, Hashable {
    /// The connection is gone; calls that waited get this with the reason.
    case closed(reason: String)
    /// The peer, or what is between, broke the protocol or a limit.
    case transport(reason: String)
    /// No answer in time.
    case timeout(method: String?)
    /// A limit of ours: too much waits to be sent, too many calls are open.
    case overflow(String)
    /// The object belongs to another connection.
    case foreignObject
}
