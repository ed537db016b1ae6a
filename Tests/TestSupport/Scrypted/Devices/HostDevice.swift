import ScryptedRPC

/// What answers the calls to one device of the server.
package protocol HostDevice: Sendable {
    /// - Throws: `RPCRemoteError` for the caller.
    func call(_ method: String, _ arguments: [RPCValue]) async throws -> RPCValue
}
