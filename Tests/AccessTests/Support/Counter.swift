import NIOPosix
import ScryptedRPC
import Synchronization
import TestSupport

/// Counts across tasks.
final class Counter: Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .sequentiallyConsistent) }

    func add() { value.add(1, ordering: .sequentiallyConsistent) }
}

/// The key that a server with these certificates shows.
func key(of certificates: TestCertificates) async throws -> ServerKey {
    try await ScriptedServer.run(certificates) { client in
        _ = try await client.request()
        try await client.send(Reply(200).bytes)
    } during: { server in
        try await HTTPSClient(server: server, trust: .anyKey, on: .singletonMultiThreadedEventLoopGroup)
            .send(HTTPSRequest("GET", "/")).key
    }
}
