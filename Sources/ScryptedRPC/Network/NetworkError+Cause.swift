import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension NetworkError {
    /// What an error of NIO means to whoever wanted to speak with `server`.
    init(_ error: any Error, at server: ServerAddress) {
        switch error {
        case let error as NetworkError: self = error
        case let error as NIOConnectionError: self.init(error, at: server)
        case let error as IOError where error.errnoCode == ECONNREFUSED: self = .refused(server)
        case let error as IOError where error.errnoCode == ECONNRESET || error.errnoCode == EPIPE: self = .hungUp(server)
        case let error as IOError: self = .unreachable(server, reason: "\(error)")
        case let error as ChannelError:
            if case .connectTimeout = error { self = .unreachable(server, reason: "no answer") } else { self = .hungUp(server) }
        case NIOSSLError.uncleanShutdown: self = .hungUp(server)
        case let error as NIOSSLError: self = .notEncrypted(server, reason: "\(error)")
        case HTTPParserError.invalidEOFState, RPCError.closed: self = .hungUp(server)
        default: self = .nonsense(server, reason: "\(error)")
        }
    }

    private init(_ error: NIOConnectionError, at server: ServerAddress) {
        let errors = error.connectionErrors.map { NetworkError($0.error, at: server) }
        let isRefused = errors.contains(.refused(server))
        self =
            if isRefused { .refused(server) } else if let first = errors.first { first } else if error.dnsAError != nil {
                .unknownHost(server)
            } else { .unreachable(server, reason: "no answer") }
    }
}
