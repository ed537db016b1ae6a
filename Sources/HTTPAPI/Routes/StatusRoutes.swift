import Hummingbird
import ReIdentification

/// `GET /health` for the clients in the wild, `GET /ready` for whoever starts and stops us.
struct StatusRoutes: Sendable {
    var reIdentifier: ReIdentifier

    private struct Health: Encodable {
        var status = "healthy"
        var model_loaded = true
        var tracked_persons: Int
    }

    private struct Ready: Encodable {
        var ready: Bool
        var model: String
    }

    func add(to router: some RouterMethods<BasicRequestContext>) {
        router.get("health") { _, _ in
            try await JSONAnswer.response(Health(tracked_persons: reIdentifier.identityCount))
        }
        router.get("ready") { _, _ in
            let isReady = await reIdentifier.isFolding
            return try await JSONAnswer.response(
                Ready(ready: isReady, model: reIdentifier.model.description),
                status: isReady ? .ok : .serviceUnavailable)
        }
    }
}
