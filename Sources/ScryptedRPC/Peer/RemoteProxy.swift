/// An object of the peer's. Letting the last reference go tells the peer that it may forget the object.
///
/// It stands for the object as long as the connection lives; calls then fail with `RPCError.closed`.
package final class RemoteProxy: Sendable {
    package let id: String
    package let signature: RPCSignature
    private let serial: UInt64
    private let peer: RPCPeer

    init(id: String, serial: UInt64, signature: RPCSignature, peer: RPCPeer) {
        self.id = id
        self.serial = serial
        self.signature = signature
        self.peer = peer
    }

    deinit {
        peer.release(id: id, serial: serial)
    }

    /// Calls a method, or the object itself when `method` is nil. Calls leave in the order in which they are made. A method
    /// that the object declares oneway gives null at once.
    /// - Throws: `RPCRemoteError` from the peer, `RPCError`, or `CancellationError`. What comes after that is ignored.
    @discardableResult
    package func call(
        _ method: String?, _ arguments: [RPCValue] = [], timeout: Duration = .seconds(30)
    ) async throws -> RPCValue {
        if signature.onewayMethods.contains(method) {
            try peer.send(method, of: self, arguments)
            return .null
        }
        return try await peer.call(method, of: self, arguments, timeout: timeout)
    }

    /// Calls without waiting for an answer. Errors are nobody's; what cannot be sent is logged.
    package func send(_ method: String?, _ arguments: [RPCValue] = []) {
        do throws(RPCError) {
            try peer.send(method, of: self, arguments)
        } catch {
            peer.logger.debug("a oneway call was not sent", metadata: ["method": "\(method ?? "-")", "error": "\(error)"])
        }
    }
}

extension RemoteProxy: Hashable {
    package static func == (one: RemoteProxy, other: RemoteProxy) -> Bool { one === other }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
