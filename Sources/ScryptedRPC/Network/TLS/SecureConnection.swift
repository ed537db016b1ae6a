import NIOCore
import NIOPosix
import NIOSSL

/// The one way to a server: TCP and TLS with its key checked, and every step limited in time.
struct SecureConnection: Sendable {
    var server: ServerAddress
    var trust: ServerTrust
    var group: any EventLoopGroup
    /// Until the server has shown its key.
    var connectTimeout: TimeAmount = .seconds(10)
    /// Until the exchange is over.
    var timeout: TimeAmount

    /// Connects, and waits for what comes of `exchange`. The connection stays open only if that succeeds.
    /// - Parameter exchange: adds its handlers behind TLS; the future must be done with when its handlers are removed.
    /// - Throws: `NetworkError`, or `CancellationError`.
    func open<Outcome: Sendable>(
        exchange: @escaping @Sendable (any Channel) throws -> EventLoopFuture<Outcome>
    ) async throws -> Outcome {
        // Fails with the first reason to give up, whoever has it, and that closes whatever is open by then.
        let givingUp = group.next().makePromise(of: Void.self)
        let loop = givingUp.futureResult.eventLoop
        let connecting = loop.scheduleTask(in: connectTimeout) {
            givingUp.fail(NetworkError.unreachable(server, reason: "no answer"))
        }
        let exchanging = loop.scheduleTask(in: timeout) { givingUp.fail(NetworkError.timedOut(server)) }
        defer {
            connecting.cancel()
            exchanging.cancel()
            givingUp.succeed()
        }
        do {
            return try await withTaskCancellationHandler {
                try await ClientBootstrap(group: group).connectTimeout(connectTimeout)
                    .connect(host: server.host, port: server.port) { channel in
                        channel.eventLoop.makeCompletedFuture {
                            givingUp.futureResult.whenFailure { error in
                                channel.pipeline.fireErrorCaught(error)
                                channel.close(promise: nil)
                            }
                            let pipeline = channel.pipeline.syncOperations
                            try pipeline.addHandler(NIOSSLClientHandler(for: server, trust: trust, on: channel))
                            try pipeline.addHandler(KeyWatch { connecting.cancel() })
                            return try exchange(channel)
                        }
                    }
                    .get()
            } onCancel: {
                givingUp.fail(CancellationError())
            }
        } catch {
            givingUp.fail(error is CancellationError ? error : NetworkError(error, at: server))
            try await givingUp.futureResult.get()
            throw error
        }
    }

    /// Tells when the server has shown its key.
    private final class KeyWatch: ChannelInboundHandler {
        typealias InboundIn = NIOAny

        private let body: () -> Void

        init(_ body: @escaping () -> Void) {
            self.body = body
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event is ServerKey { body() }
            context.fireUserInboundEventTriggered(event)
        }
    }
}
