import NIOCore
import Synchronization

/// Packets between whoever brings them and the one task that reads them, in order.
///
/// Whoever puts in decides what happens when too much waits: fail by the limit given to `put`, or stop while `isFull`.
final class PacketQueue: Sendable {
    private struct State {
        var packets = CircularBuffer<RPCPacket>()
        var bytes = 0
        var isFull = false
        /// How it ended: nil while it is open.
        var end: Result<Void, RPCError>?
        var reader: CheckedContinuation<RPCPacket?, any Error>?
    }

    private let fullAt: Int
    private let whenRoom: @Sendable (PacketQueue) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - fullAt: bytes from which on it counts as full, until half of them are taken.
    ///   - whenRoom: called, from the reader, when it is full no longer.
    init(fullAt: Int = .max, whenRoom: @escaping @Sendable (PacketQueue) -> Void = { _ in }) {
        self.fullAt = fullAt
        self.whenRoom = whenRoom
    }

    var isFull: Bool { state.withLock { $0.isFull } }

    var hasEnded: Bool { state.withLock { $0.end != nil } }

    /// - Throws: `RPCError.overflow` when more than `limit` bytes would wait, `RPCError.closed` after the end.
    func put(_ packet: RPCPacket, limit: Int = .max) throws(RPCError) {
        let reader = try state.withLock { state throws(RPCError) -> CheckedContinuation<RPCPacket?, any Error>? in
            guard state.end == nil else { throw .closed(reason: "the other end went away") }
            if let reader = state.reader.take() { return reader }
            guard state.bytes <= limit - packet.byteCount else { throw .overflow("more than \(limit) bytes wait") }
            state.packets.append(packet)
            state.bytes += packet.byteCount
            state.isFull = state.isFull || state.bytes >= fullAt
            return nil
        }
        reader?.resume(returning: packet)
    }

    /// Ends it behind what waits.
    func finish(throwing error: RPCError? = nil) {
        let reader = state.withLock { state in
            state.end = state.end ?? error.map(Result.failure) ?? .success(())
            return state.reader.take()
        }
        resume(reader, error)
    }

    /// Ends it at once.
    func cancel() {
        let reader = state.withLock { state in
            state.end = state.end ?? .success(())
            state.packets.removeAll()
            state.bytes = 0
            return state.reader.take()
        }
        resume(reader, nil)
    }

    /// For one reader at a time. Nil after the end, and when the reading task is cancelled.
    func next() async throws -> RPCPacket? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reader in
                var hasRoomAgain = false
                let outcome = state.withLock { state -> Result<RPCPacket?, RPCError>? in
                    if let packet = state.packets.popFirst() {
                        state.bytes -= packet.byteCount
                        hasRoomAgain = state.isFull && state.bytes <= fullAt / 2
                        if hasRoomAgain { state.isFull = false }
                        return .success(packet)
                    }
                    if let end = state.end { return end.map { nil } }
                    if Task.isCancelled { return .success(nil) }
                    state.reader = reader
                    return nil
                }
                if hasRoomAgain { whenRoom(self) }
                switch outcome {
                case .success(let packet)?: reader.resume(returning: packet)
                case .failure(let error)?: reader.resume(throwing: error)
                case nil: break
                }
            }
        } onCancel: {
            resume(state.withLock { $0.reader.take() }, nil)
        }
    }

    private func resume(_ reader: CheckedContinuation<RPCPacket?, any Error>?, _ error: RPCError?) {
        if let error { reader?.resume(throwing: error) } else { reader?.resume(returning: nil) }
    }
}
