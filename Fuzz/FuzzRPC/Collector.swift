import Synchronization

@testable import ScryptedRPC

/// Keeps what is sent; nothing arrives by it.
final class Collector: RPCTransport {
    let packets = AsyncThrowingStream<RPCPacket, any Error> { $0.finish() }
    private let packetsSent = Mutex<[RPCPacket]>([])

    var sent: [RPCPacket] { packetsSent.withLock { $0 } }

    func send(_ packet: RPCPacket) throws(RPCError) {
        packetsSent.withLock { $0.append(packet) }
    }

    func close() {}
}
