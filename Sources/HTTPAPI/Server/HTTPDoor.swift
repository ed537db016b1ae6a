import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ReIdentification
import Recognition
import ServiceLifecycle

/// The HTTP server: routes, limits and the address it ended up on.
package struct HTTPDoor: Service {
    private let application: Application<RouterResponder<BasicRequestContext>>

    /// - Parameters:
    ///   - history: what the log remembers; nil when it remembers nothing.
    ///   - onListening: called once with the port, when requests are answered.
    package init(
        reIdentifier: ReIdentifier, history: (any SightingHistory)? = nil, configuration: HTTPConfiguration, logger: Logger,
        now: @escaping @Sendable () -> Timestamp, onListening: @escaping @Sendable (Int) async -> Void
    ) {
        let router = Router()
        router.add(middleware: ErrorAnswerMiddleware(logger: logger))
        if let token = configuration.token {
            router.add(middleware: BearerTokenMiddleware(token: token))
        }
        StatusRoutes(reIdentifier: reIdentifier).add(to: router)
        let bodies = BodyBudget(bytes: configuration.maximumHeldBytes)
        ProcessRoutes(reIdentifier: reIdentifier, configuration: configuration, bodies: bodies, now: now).add(to: router)
        PersonRoutes(reIdentifier: reIdentifier, history: history, bodies: bodies).add(to: router)
        SightingRoutes(reIdentifier: reIdentifier, history: history).add(to: router)

        let sendLimit = TimeAmount(configuration.sendTimeout)
        application = Application(
            router: router,
            server: HTTPServerBuilder { responder in
                OwnLoopChannel(
                    http: HTTP1Channel(
                        responder: responder,
                        configuration: .init(
                            additionalChannelHandlers: [
                                ReadingHandler(), SlowSenderHandler(limit: sendLimit),
                                ExpectContinueHandler(maximumBytes: configuration.maximumBodyBytes),
                            ],
                            idleTimeout: .seconds(60))))
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "reid",
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections, logger: logger)),
            onServerRunning: { channel in
                await onListening(channel.localAddress?.port ?? configuration.port)
            },
            logger: logger)
    }

    package func run() async throws {
        try await application.runService(gracefulShutdownSignals: [])
    }
}
