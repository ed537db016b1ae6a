import ScryptedRPC
import TestSupport

/// What `reid` hands over when it attaches: notes its calls, and answers as it is told.
final class ServiceObject: RPCObject {
    let signature = RPCSignature(constructorName: "Service")
    let calls = Recording<RPCCall>()
    private let answer: @Sendable (RPCCall) async throws -> RPCValue

    init(_ answer: @escaping @Sendable (RPCCall) async throws -> RPCValue) {
        self.answer = answer
    }

    /// Answers everything with a converter's answer that carries this message.
    convenience init(saying message: String) {
        self.init { _ in .json(.string(#"{"processed":true,"message":"\#(message)"}"#)) }
    }

    /// Never answers.
    static func silent() -> ServiceObject {
        let (never, continuation) = AsyncStream.makeStream(of: Never.self)
        return ServiceObject { _ in
            for await _ in never {}
            withExtendedLifetime(continuation) {}
            throw CancellationError()
        }
    }

    func receive(_ call: RPCCall) -> RPCReply {
        calls.append(call)
        return .later { [answer] in try await answer(call) }
    }
}
