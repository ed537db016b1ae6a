import Logging
import NIOCore
import ScryptedRPC
import Synchronization

/// Taking the plugin off a server.
package struct Undeployment: Sendable {
    private let server: ServerAddress
    private let credentials: ScryptedCredentials
    private let group: any EventLoopGroup

    package init(from server: ServerAddress, as credentials: ScryptedCredentials, on group: any EventLoopGroup) {
        self.server = server
        self.credentials = credentials
        self.group = group
    }

    /// - Throws: `NetworkError`, `AccessError`, or what the server says to it.
    package func run(logger: Logger) async throws {
        // Our own endpoint comes last: it goes with the plugin.
        let transport = try await EngineIO.connect(
            to: server, token: credentials.token, key: credentials.key, endpoint: ["@scrypted/core", PluginIdentity.id], on: group
        )
        // A session whose connection just went away ends without an error.
        let isDone = Atomic(false)
        try await ScryptedSession.run(over: transport, clock: ContinuousClock(), logger: logger) { [server] session in
            guard let device = session.mirror.current.device(ofPlugin: PluginIdentity.id) else {
                throw AccessError.notDeployed(server)
            }
            try await session.api.call("removeDevice", [.json(.string(device.id))])
            isDone.store(true, ordering: .relaxed)
        }
        guard isDone.load(ordering: .relaxed) else { throw NetworkError.hungUp(server) }
    }
}
