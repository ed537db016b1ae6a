import Synchronization

/// Calls that leave.
extension RPCPeer {
    /// Clocks cannot count on for ever.
    private static let longestTimeout = Duration.seconds(365 * 86_400)

    func call(
        _ method: String?, of proxy: RemoteProxy, _ arguments: [RPCValue], timeout: Duration
    ) async throws -> RPCValue {
        let encoder = ValueEncoder(arguments)
        return try await request(method, of: proxy, timeout: timeout) { session, id throws(RPCError) in
            try session.draft(call: method, of: proxy, encoder, id: id)
        }
    }

    /// Without an answer.
    func send(_ method: String?, of proxy: RemoteProxy, _ arguments: [RPCValue]) throws(RPCError) {
        let encoder = ValueEncoder(arguments)
        try session.withLock { session throws(RPCError) in
            try send(session.draft(call: method, of: proxy, encoder, id: nil), from: &session)
        }
    }

    /// Sends what `draft` makes, and waits for its result.
    func request(
        _ method: String?, of proxy: RemoteProxy? = nil, timeout: Duration,
        draft: (inout RPCSession, _ id: String) throws(RPCError) -> RPCSession.Draft
    ) async throws -> RPCValue {
        try Task.checkCancellation()
        let id = try session.withLock { session throws(RPCError) in try session.newCall() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                let deadline = clock.now() + min(timeout, Self.longestTimeout)
                do throws(RPCError) {
                    let alarm = try session.withLock { session throws(RPCError) in
                        let draft = try draft(&session, id)
                        try send(draft, from: &session)
                        let proxies = draft.proxies + (proxy.map { [$0] } ?? [])
                        return session.commit(
                            PendingCalls.Call(waiter: waiter, method: method, deadline: deadline, proxies: proxies), id: id)
                    }
                    if let alarm { chores.yield(.alarm(alarm)) }
                    // The handler below may have come too early to find it.
                    if Task.isCancelled { abandon(id) }
                } catch {
                    waiter.resume(throwing: error)
                }
            }
        } onCancel: {
            abandon(id)
        }
    }

    private func abandon(_ id: String) {
        guard let call = session.withLock({ $0.abandon(id) }) else { return }
        call.waiter.resume(throwing: CancellationError())
    }

    /// Gives a draft to the transport, or takes it back.
    func send(_ draft: RPCSession.Draft, from session: inout RPCSession) throws(RPCError) {
        do {
            try transport.send(draft.packet)
        } catch {
            session.revert(draft)
            throw error
        }
    }
}
