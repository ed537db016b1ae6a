import NIOCore
import NIOPosix

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The connection of a program that Scrypted starts: frames over two descriptors.
package enum PipeTransport {
    /// Takes the descriptors over, and keeps them from programs that we start. SIGPIPE is ignored from then on.
    /// - Parameters:
    ///   - input: pipe or socket to read from; Scrypted's is 3.
    ///   - output: another one, to write to; Scrypted's is 4.
    /// - Throws: an I/O error when they are no such descriptors; then they stay the caller's.
    package static func connect(
        input: CInt, output: CInt, limits: RPCLimits = RPCLimits(), on group: any EventLoopGroup
    ) async throws -> any RPCTransport {
        for descriptor in [input, output] where fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0 {
            throw IOError(errnoCode: errno, reason: "descriptor \(descriptor)")
        }
        return try await NIOPipeBootstrap(group: group).takingOwnershipOfDescriptors(input: input, output: output) { channel in
            channel.eventLoop.makeCompletedFuture {
                let packets = PacketQueue(fullAt: FrameHandler.fullAt) { FrameHandler.adjustReading(of: channel, by: $0) }
                try channel.pipeline.syncOperations.addHandler(FrameHandler(packets: packets, limits: limits))
                return ChannelTransport(channel: channel, incoming: packets, limits: limits)
            }
        }
    }
}
