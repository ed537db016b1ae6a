import ScryptedRPC

/// An object of the server's that clients hold, made of one function.
final class HostObject: RPCObject {
    let signature: RPCSignature
    private let answer: @Sendable (RPCCall) throws -> RPCReply

    init(_ signature: RPCSignature, answer: @escaping @Sendable (RPCCall) throws -> RPCReply) {
        self.signature = signature
        self.answer = answer
    }

    func receive(_ call: RPCCall) throws -> RPCReply {
        try answer(call)
    }
}

extension RPCRemoteError {
    /// What the server says of a method that it, or this twin, does not have.
    static func notImplemented(_ method: String?) -> RPCRemoteError {
        RPCRemoteError(name: "PluginError", message: "\(method ?? "call") not implemented")
    }
}
