import AsyncHTTPClient
import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension FetchError {
    static func isTimeout(_ error: any Error) -> Bool {
        let timeouts: [HTTPClientError] = [
            .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
            .httpProxyHandshakeTimeout, .getConnectionFromPoolTimeout,
        ]
        if let error = error as? HTTPClientError { return timeouts.contains(error) }
        if case .connectTimeout? = error as? ChannelError { return true }
        return false
    }

    /// What a failure to get any answer means; a cancellation stays one.
    static func connecting(to host: String, _ error: any Error) -> any Error {
        if error is CancellationError || (error as? HTTPClientError) == .cancelled { return CancellationError() }
        if isTimeout(error) { return FetchError.timedOut(host: host) }
        return FetchError.unreachable(host: host, reason: reason(error))
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            guard let first = error.connectionErrors.first else { return "its name is not known" }
            return reason(first.error)
        case let error as IOError:
            return String(cString: strerror(error.errnoCode))
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            return "it closed the connection"
        case let error as HTTPClientError:
            return error.shortDescription
        default:
            return String(String(describing: error).prefix(200))
        }
    }
}
