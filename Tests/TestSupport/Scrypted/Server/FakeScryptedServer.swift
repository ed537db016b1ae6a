import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
import ScryptedRPC
import Synchronization

/// A Scrypted server on a loopback port: its HTTPS routes, its engine.io door, and a `ScryptedHost` behind them.
package final class FakeScryptedServer: Sendable {
    /// How it treats connections.
    enum Mood {
        case open
        /// New ones are closed at once.
        case refusing
        /// They are made, and nothing is ever said.
        case silent
    }

    struct Failure {
        var status: Int
        var words: String
    }

    struct State {
        var certificates: TestCertificates
        var mood = Mood.open
        var deploymentFailure: Failure?
        /// For new connections.
        var messageLimit: Int?
        var connections: [Int: ConnectionControls] = [:]
        var transports: [Int: EngineIOServerTransport] = [:]
    }

    package let host: ScryptedHost
    package let port: Int
    package let setup: ScryptedServerSetup
    /// `GET /login` and the like, in order.
    package let requests = Recording<String>()
    let state: Mutex<State>
    let logger = Logger(label: "scrypted") { _ in SwiftLogNoOpLogHandler() }

    fileprivate init(setup: ScryptedServerSetup, host: ScryptedHost, port: Int, state: State) {
        self.setup = setup
        self.host = host
        self.port = port
        self.state = Mutex(state)
    }

    /// As a user would type it.
    package var address: String { "127.0.0.1:\(port)" }
}

/// Runs a Scrypted server for as long as `body` takes. Its plugins end with it.
package func withScryptedServer<Outcome: Sendable>(
    _ setup: ScryptedServerSetup = ScryptedServerSetup(), _ body: @escaping @Sendable (FakeScryptedServer) async throws -> Outcome
) async throws -> Outcome {
    let door = ServerDoor()
    let listener = try await door.listen()
    let host = ScryptedHost(now: setup.now, nodeUsesManualClock: setup.nodeUsesManualClock)
    let server = FakeScryptedServer(
        setup: setup, host: host, port: listener.channel.localAddress?.port ?? 0,
        state: FakeScryptedServer.State(certificates: setup.certificates))
    door.open(for: server)
    await host.setCutConnections { [weak server] clients in server?.cutConnections { clients.contains($0) } }
    if setup.hasCore {
        await host.upsertDevice(
            plugin: "@scrypted/core", nativeID: nil, name: "Scrypted Core", type: "API", interfaces: ["DeviceProvider"])
    }
    let outcome: Result<Outcome, any Error>
    do {
        outcome = .success(
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await server.accept(listener) }
                defer { tasks.cancelAll() }
                return try await body(server)
            })
    } catch {
        outcome = .failure(error)
    }
    await host.stop()
    return try outcome.get()
}
