import NIOCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension IOError {
    /// The other end just went away.
    var isDeparture: Bool { errnoCode == ECONNRESET || errnoCode == EPIPE }
}
