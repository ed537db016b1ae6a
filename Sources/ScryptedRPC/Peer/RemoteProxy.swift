/// An object of the peer's. Letting the last reference go tells the peer that it may forget the object.
package final class RemoteProxy: Sendable {
    package let id: String
    package let signature: RPCSignature

    init(id: String, signature: RPCSignature) {
        self.id = id
        self.signature = signature
    }

    /// Calls a method, or the object itself when `method` is nil. Calls leave in the order in which they are made.
    /// - Throws: `RPCRemoteError` from the peer, or `RPCError`.
    @discardableResult
    package func call(_ method: String?, _ arguments: [RPCValue] = [], timeout: Duration = .seconds(30)) async throws -> RPCValue {
        throw RPCError.closed(reason: "not there yet")
    }

    /// Calls without waiting for an answer; errors are nobody's.
    package func send(_ method: String?, _ arguments: [RPCValue] = []) {
    }
}
