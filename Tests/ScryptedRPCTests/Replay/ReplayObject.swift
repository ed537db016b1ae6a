@testable import ScryptedRPC

/// An object of ours in a recording: it reports its calls, and answers when the recording does.
final class ReplayObject: RPCObject {
    /// A call that has come.
    struct Arrival: Sendable {
        let object: ReplayObject
        let call: RPCCall
        let reply: AsyncStream<Result<RPCValue, any Error>>.Continuation
    }

    let signature: RPCSignature
    private let arrivals: AsyncStream<Arrival>.Continuation

    init(signature: RPCSignature, arrivals: AsyncStream<Arrival>.Continuation) {
        self.signature = signature
        self.arrivals = arrivals
    }

    func receive(_ call: RPCCall) throws -> RPCReply {
        let (replies, reply) = AsyncStream<Result<RPCValue, any Error>>.makeStream()
        arrivals.yield(Arrival(object: self, call: call, reply: reply))
        if call.isOneway { return .value(.null) }
        return .later {
            for await outcome in replies { return try outcome.get() }
            throw CancellationError()
        }
    }
}
