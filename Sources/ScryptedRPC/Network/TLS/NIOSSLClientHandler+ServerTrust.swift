import NIOCore
import NIOSSL

extension NIOSSLClientHandler {
    /// TLS that lets in whoever holds the right key, and looks at nothing else of the certificate.
    ///
    /// The channel's handlers get the server's `ServerKey` as an inbound event, or a `NetworkError` when it is not the right one.
    convenience init(for server: ServerAddress, trust: ServerTrust, on channel: any Channel) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        // The callback is the only judge, so the system's authorities need not be read.
        configuration.trustRoots = .certificates([])
        // Scrypted's certificate does not know by which address it is reached.
        configuration.certificateVerification = .noHostnameVerification
        try self.init(context: NIOSSLContext(configuration: configuration), serverHostname: server.serverName) { chain, verdict in
            // What the handlers do about it may come back to this handler, which it must not do while it is in here.
            channel.eventLoop.execute {
                do {
                    let key = try Self.key(of: chain, at: server, trust: trust)
                    channel.pipeline.fireUserInboundEventTriggered(key)
                    verdict.succeed(.certificateVerified)
                } catch {
                    channel.pipeline.fireErrorCaught(error)
                    verdict.succeed(.failed)
                }
            }
        }
    }

    private static func key(of chain: [NIOSSLCertificate], at server: ServerAddress, trust: ServerTrust) throws -> ServerKey {
        guard let leaf = chain.first else { throw NetworkError.notEncrypted(server, reason: "it shows no certificate") }
        let key = try ServerKey(of: leaf)
        if case .pinned(let pinned) = trust, pinned != key {
            throw NetworkError.keyChanged(server, pinned: pinned, presented: key)
        }
        return key
    }
}
