/// An error as it travels: thrown by the peer, or by us for the peer.
package struct RPCRemoteError: Error, Sendable, Hashable {
    /// The class of the error, as in JavaScript's `error.name`.
    package var name: String
    /// Servers append the hosts it passed through.
    package var message: String
    package var stack: String?

    package init(name: String = "Error", message: String, stack: String? = nil) {
        self.name = name
        self.message = message
        self.stack = stack
    }
}
