import NIOCore
import NIOPosix
import TestSupport
import Testing

/// An HTTP address that takes connections and never answers, for as long as `body` takes.
func withSilentAddress(_ body: (_ url: String, _ connections: Recording<Bool>) async throws -> Void) async throws {
    let connections = Recording<Bool>()
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .childChannelInitializer { channel in
            connections.append(true)
            return channel.eventLoop.makeSucceededVoidFuture()
        }
        .bind(host: "127.0.0.1", port: 0).get()
    let outcome: Result<Void, any Error>
    do {
        outcome = .success(try await body("http://127.0.0.1:\(try #require(listener.localAddress?.port))/process", connections))
    } catch {
        outcome = .failure(error)
    }
    try await listener.close()
    try outcome.get()
}
