import Synchronization

/// Counts the bytes that wait on their way to somebody else, up to a limit.
final class ByteGauge: Sendable {
    private let limit: Int
    private let state = Mutex((waiting: 0, closed: String?.none))

    init(limit: Int) {
        self.limit = limit
    }

    /// - Throws: `RPCError.overflow` beyond the limit, or `.closed` after `close`; then nothing is counted.
    func take(_ bytes: Int) throws(RPCError) {
        let refusal: RPCError? = state.withLock { state in
            if let reason = state.closed { return .closed(reason: reason) }
            guard bytes <= limit - state.waiting else { return .overflow("more than \(limit) bytes wait") }
            state.waiting += bytes
            return nil
        }
        if let refusal { throw refusal }
    }

    func give(_ bytes: Int) {
        state.withLock { $0.waiting -= bytes }
    }

    /// From now on nothing is taken. The first reason stays.
    func close(reason: String) {
        state.withLock { $0.closed = $0.closed ?? reason }
    }
}
