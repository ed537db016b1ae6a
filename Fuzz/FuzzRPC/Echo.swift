@testable import ScryptedRPC

/// Gives back what it is given.
final class Echo: RPCObject {
    let signature = RPCSignature(constructorName: "Function")

    func receive(_ call: RPCCall) throws -> RPCReply { .value(.list(call.arguments)) }
}
