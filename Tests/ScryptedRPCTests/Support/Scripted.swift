@testable import ScryptedRPC

/// An object that answers as its closure says.
final class Scripted: RPCObject {
    let signature: RPCSignature
    private let answer: @Sendable (RPCCall) throws -> RPCReply

    init(
        _ constructorName: String? = "Function", properties: [String: JSONValue] = [:], oneway: Set<String?> = [],
        answer: @escaping @Sendable (RPCCall) throws -> RPCReply
    ) {
        self.signature = RPCSignature(constructorName: constructorName, properties: properties, onewayMethods: oneway)
        self.answer = answer
    }

    func receive(_ call: RPCCall) throws -> RPCReply { try answer(call) }
}
