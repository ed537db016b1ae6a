import NIOCore
import NIOHTTP1

/// Sends single requests over HTTP/1.1, each on a connection of its own. No redirects, no cookies, no proxies.
package struct HTTPSClient: Sendable {
    private let server: ServerAddress
    private let trust: ServerTrust
    private let connectTimeout: TimeAmount
    private let group: any EventLoopGroup

    /// Larger answers are an error.
    static let maximumAnswerBytes = 16 << 20

    package init(
        server: ServerAddress, trust: ServerTrust, connectTimeout: TimeAmount = .seconds(10), on group: any EventLoopGroup
    ) {
        self.server = server
        self.trust = trust
        self.connectTimeout = connectTimeout
        self.group = group
    }

    /// - Parameter timeout: from the beginning of connecting until the whole answer is there.
    /// - Throws: `NetworkError`, or `CancellationError`.
    package func send(_ request: HTTPSRequest, timeout: TimeAmount = .seconds(60)) async throws -> HTTPSAnswer {
        let connection = SecureConnection(
            server: server, trust: trust, group: group, connectTimeout: connectTimeout, timeout: timeout)
        return try await connection.open { [server] channel in
            let exchange = HTTPSExchange(request, with: server, on: channel.eventLoop)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHTTPClientHandlers()
            try pipeline.addHandler(exchange)
            return exchange.answer
        }
    }
}
