import ScryptedRPC

/// A function of ours that the server may call.
final class RPCFunction: RPCObject {
    let signature: RPCSignature
    private let body: @Sendable (RPCCall) throws -> RPCReply

    /// - Parameter isOneway: the server does not wait for it.
    init(isOneway: Bool = false, _ body: @escaping @Sendable (RPCCall) throws -> RPCReply) {
        signature = RPCSignature(constructorName: "Function", onewayMethods: isOneway ? [nil] : [])
        self.body = body
    }

    func receive(_ call: RPCCall) throws -> RPCReply {
        try body(call)
    }
}
