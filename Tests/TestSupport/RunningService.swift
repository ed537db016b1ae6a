import AsyncHTTPClient
import Foundation
import HTTPAPI
import Logging
import NIOCore
import NIOPosix
import ReIdentification
import Recognition
import ServiceLifecycle

/// The whole service on a real socket, and a client for it.
package struct RunningService: Sendable {
    package let port: Int
    package let reIdentifier: ReIdentifier
    private let http = HTTPClient.shared

    package func get(_ path: String) async throws -> Answer {
        try await send(HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)"))
    }

    package func post(_ path: String, body: String, headers: [String: String] = [:]) async throws -> Answer {
        try await post(path, bytes: Array(body.utf8), headers: headers)
    }

    package func post(_ path: String, bytes: [UInt8], headers: [String: String] = [:]) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return try await send(request)
    }

    package func delete(_ path: String) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = .DELETE
        return try await send(request)
    }

    /// A body whose length is not announced.
    package func postChunked(_ path: String, bytes: [UInt8]) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = .POST
        let parts = stride(from: 0, to: bytes.count, by: 4096).map { ByteBuffer(bytes: bytes[$0..<min($0 + 4096, bytes.count)]) }
        request.body = .stream(
            AsyncStream(ByteBuffer.self) { stream in
                for part in parts { stream.yield(part) }
                stream.finish()
            }, length: .unknown)
        return try await send(request)
    }

    private func send(_ request: HTTPClientRequest) async throws -> Answer {
        let response = try await http.execute(request, timeout: .minutes(2))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Answer(status: Int(response.status.code), headers: response.headers, bytes: Data(bytes.readableBytesView))
    }

    /// Sends bytes as they are and goes away.
    package func sendAndHangUp(_ text: String) async throws {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.close()
    }

    /// Sends bytes as they are and reads until the server closes the connection.
    package func sendAndWaitForClose(_ text: String) async throws -> String {
        let (parts, received) = AsyncStream.makeStream(of: ByteBuffer.self)
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(received))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        // Whoever is cut off while still sending is cut off; what counts is what came back.
        try? await channel.writeAndFlush(ByteBuffer(string: text))
        var answer = ""
        for await part in parts { answer += String(buffer: part) }
        return answer
    }

    private final class Receiver: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let received: AsyncStream<ByteBuffer>.Continuation

        init(_ received: AsyncStream<ByteBuffer>.Continuation) {
            self.received = received
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received.yield(unwrapInboundIn(data))
        }

        func channelInactive(context: ChannelHandlerContext) {
            received.finish()
        }
    }
}

/// Runs a service for as long as `body` takes.
package func withService(
    _ setup: ServiceSetup = ServiceSetup(), _ body: @escaping @Sendable (RunningService) async throws -> Void
) async throws {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    let pipeline = try TestPipeline(setup, now: now, logger: logger)
    let reIdentifier = pipeline.reIdentifier

    var configuration = HTTPConfiguration(host: "127.0.0.1", port: 0, token: setup.token)
    configuration.maximumBodyBytes = setup.maximumBodyBytes
    configuration.maximumHeldBytes = setup.maximumHeldBytes
    configuration.sendTimeout = setup.sendTimeout
    configuration.includesEmbeddings = setup.includesEmbeddings
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let door = HTTPDoor(
        reIdentifier: reIdentifier, history: setup.history, configuration: configuration, logger: logger, now: now
    ) {
        listening.yield($0)
    }

    let group = ServiceGroup(
        configuration: .init(services: [.init(service: reIdentifier), .init(service: door)], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        for await port in ports {
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body(RunningService(port: port, reIdentifier: reIdentifier)))
            } catch {
                outcome = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try await pipeline.workers.shutdown()
            return try outcome.get()
        }
    }
}
