import NIOCore
import Synchronization

/// What a test can do to one connection of a client.
final class ConnectionControls: Sendable {
    private struct State {
        var isSilent = false
        var messages = 0
        /// After so many messages, counted both ways, the connection is cut.
        var limit: Int?
    }

    private let channel: any Channel
    private let state: Mutex<State>

    init(channel: any Channel, limit: Int?, isSilent: Bool) {
        self.channel = channel
        state = Mutex(State(isSilent: isSilent, limit: limit))
    }

    /// Messages that went by, both ways.
    var messages: Int { state.withLock { $0.messages } }

    /// Nothing is answered, nothing is listened to.
    var isSilent: Bool {
        get { state.withLock { $0.isSilent } }
        set { state.withLock { $0.isSilent = newValue } }
    }

    func shouldDropAtOnce() -> Bool {
        let isOver = state.withLock { $0.limit == 0 }
        if isOver { cut() }
        return isOver
    }

    /// - Returns: whether this was the last message.
    func countMessage() -> Bool {
        let isOver = state.withLock { state in
            state.messages += 1
            return state.limit.map { state.messages >= $0 } ?? false
        }
        if isOver { cut() }
        return isOver
    }

    /// Ends the connection as a pulled cable does: no goodbye of WebSocket, none of TLS.
    func cut() {
        channel.eventLoop.execute { [channel] in
            let cable = try? channel.pipeline.syncOperations.context(handlerType: Cable.self)
            cable?.close(promise: nil)
        }
    }
}

/// Lies below TLS, so that a connection can be closed past it.
final class Cable: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
}
