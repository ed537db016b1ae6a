import Logging
import NIOCore
import NIOPosix
import Testing

@testable import ScryptedRPC

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite("Packets over two descriptors", .timeLimit(.minutes(1)))
struct PipeTransportTests {
    /// Both ends on the loops of the process.
    private func pair(limits: RPCLimits = RPCLimits()) async throws -> (any RPCTransport, any RPCTransport) {
        let there = Socketpair()
        let back = Socketpair()
        let group = MultiThreadedEventLoopGroup.singleton
        return (
            try await PipeTransport.connect(input: back.other, output: there.one, limits: limits, on: group),
            try await PipeTransport.connect(input: there.other, output: back.one, limits: limits, on: group)
        )
    }

    @Test("Packets arrive whole and in order, however large")
    func order() async throws {
        let (one, other) = try await pair()
        let packets = (0..<20).map { number in
            RPCPacket(
                buffers: (0..<(number % 3)).map { [UInt8](repeating: UInt8($0), count: 300_000) },
                json: [UInt8](repeating: UInt8(number), count: number * 50_000))
        }
        for packet in packets { try one.send(packet) }
        one.close()
        var received: [RPCPacket] = []
        for try await packet in other.packets { received.append(packet) }
        #expect(received == packets)
        other.close()
    }

    @Test("Two peers talk, and the end of one is the end of both")
    func peers() async throws {
        let (one, other) = try await pair()
        let logger = Logger(label: "test")
        let here = RPCPeer(name: "here", transport: one, logger: logger)
        let echo = Scripted { .value($0[0]) }
        let there = RPCPeer(name: "there", transport: other, roots: ["echo": .local(echo)], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await here.run() }
            group.addTask { try await there.run() }
            let proxy = try await here.root("echo").proxy
            let summary = try await proxy.call(nil, [.bytes([7])]).summary
            #expect(summary == "bytes [7]")
            here.close(reason: "enough")
            try await group.waitForAll()
        }
    }

    @Test("More than the reader takes is left in the pipe, and nothing of it is lost")
    func backPressure() async throws {
        let (one, other) = try await pair()
        let packet = RPCPacket(buffers: [[UInt8](repeating: 1, count: 1 << 20)], json: [2])
        // More than twice of what may wait.
        let count = 2 * FrameHandler.fullAt >> 20 + 5
        for _ in 0..<count { try one.send(packet) }
        var received = 0
        for try await arrived in other.packets {
            #expect(arrived == packet)
            received += 1
            if received == count { break }
        }
        one.close()
        other.close()
    }

    @Test("Programs that we start do not get the descriptors")
    func closeOnExec() async throws {
        let sockets = Socketpair()
        let others = Socketpair()
        let transport = try await PipeTransport.connect(
            input: sockets.one, output: others.one, on: MultiThreadedEventLoopGroup.singleton)
        for descriptor in [sockets.one, others.one] { #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0) }
        transport.close()
        close(sockets.other)
        close(others.other)
    }

    @Test("Descriptors that are none are refused")
    func noDescriptors() async {
        await #expect(throws: IOError.self) {
            try await PipeTransport.connect(input: 9_998, output: 9_999, on: MultiThreadedEventLoopGroup.singleton)
        }
    }

    /// A transport, and the raw ends that the other program would hold.
    private func raw(limits: RPCLimits = RPCLimits()) async throws -> (transport: any RPCTransport, writing: CInt, reading: CInt)
    {
        let toUs = Socketpair()
        let fromUs = Socketpair()
        let transport = try await PipeTransport.connect(
            input: toUs.one, output: fromUs.one, limits: limits, on: MultiThreadedEventLoopGroup.singleton)
        return (transport, toUs.other, fromUs.other)
    }

    @Test(
        "The end of the input ends the packets, in the middle of a frame, too", arguments: [[], [0, 0, 0, 9, 0, 1]] as [[UInt8]])
    func endOfFile(_ bytes: [UInt8]) async throws {
        let (transport, writing, reading) = try await raw()
        #expect(write(writing, [0, 0, 0, 2, 0, 7] + bytes, 6 + bytes.count) == 6 + bytes.count)
        close(writing)
        var received: [RPCPacket] = []
        for try await packet in transport.packets { received.append(packet) }
        #expect(received == [RPCPacket(json: [7])])
        #expect(throws: RPCError.closed(reason: "the other end went away")) { try transport.send(RPCPacket(json: [])) }
        close(reading)
    }

    @Test("A frame that cannot be understood ends the packets with the reason")
    func brokenFrame() async throws {
        let (transport, writing, reading) = try await raw()
        #expect(write(writing, [0, 0, 0, 2, 9] as [UInt8], 5) == 5)
        await #expect(throws: RPCError.transport(reason: "a frame has the unknown type 9")) {
            for try await _ in transport.packets { continue }
        }
        close(writing)
        close(reading)
    }

    @Test("A program that does not read makes sending fail at the limit, and cannot keep the end from coming")
    func unread() async throws {
        var limits = RPCLimits()
        limits.outgoingBytes = 1 << 20
        let (transport, writing, reading) = try await raw(limits: limits)
        let packet = RPCPacket(json: [UInt8](repeating: 1, count: 300_000))
        #expect(throws: RPCError.overflow("more than 1048576 bytes wait to be sent")) {
            while true { try transport.send(packet) }
        }
        transport.close()
        // The descriptor is closed although not everything could be sent: writing to us fails.
        var byte: UInt8 = 0
        #expect(recv(writing, &byte, 1, 0) == 0)
        close(writing)
        close(reading)
    }
}
