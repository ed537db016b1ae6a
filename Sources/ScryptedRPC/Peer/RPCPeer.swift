import Logging
import Synchronization

/// One end of a connection: calls out, calls in, and the objects both sides hold.
///
/// No actor, but a value behind a lock that is held for one message at a time: a call must be on its way when the function
/// that makes it returns, so that calls leave in the order in which they are made. The lock is never held while code of
/// others runs: not during `RPCObject.receive`, not while objects go, and letting a proxy go only leaves a note.
package final class RPCPeer: Sendable {
    package let name: String
    let limits: RPCLimits
    let logger: Logger
    let transport: any RPCTransport
    let clock: PeerClock
    let session: Mutex<RPCSession>
    /// Small work for `run`. Bounded by the proxies and calls there are.
    let chores: AsyncStream<Chore>.Continuation
    let choreList: AsyncStream<Chore>
    private let hasRun = Atomic(false)

    /// What is left for `run` to do.
    enum Chore: Sendable {
        /// A proxy has gone.
        case released(id: String, serial: UInt64)
        /// Look for late calls at that time.
        case alarm(Duration)
    }

    /// - Parameters:
    ///   - name: for logs and errors.
    ///   - roots: what the peer may ask for by name (`param`).
    ///   - clock: what timeouts are measured by.
    ///   - makeID: new ids; must not give the same one for ever.
    package init<C: Clock>(
        name: String, transport: any RPCTransport, roots: [String: RPCValue] = [:], limits: RPCLimits = RPCLimits(),
        logger: Logger, clock: C = ContinuousClock(), makeID: @escaping @Sendable () -> String = RandomID.make
    ) where C.Duration == Duration {
        self.name = name
        self.limits = limits
        self.transport = transport
        self.clock = PeerClock(clock)
        var logger = logger
        logger[metadataKey: "peer"] = .string(name)
        self.logger = logger
        self.session = Mutex(RPCSession(roots: roots, limits: limits, makeID: makeID))
        (self.choreList, self.chores) = AsyncStream.makeStream()
    }

    /// Reads until the connection ends, once. Calls still open then fail with `RPCError.closed`, and no object of ours is
    /// held any longer. Nothing is answered, and no timeout passes, before it is called.
    /// - Throws: why it ended (the reason given to `close`, too), unless the peer just went away or the task was cancelled.
    package func run() async throws {
        guard !hasRun.exchange(true, ordering: .relaxed) else { throw RPCError.closed(reason: "it has been used before") }
        let failure = await withDiscardingTaskGroup { group in
            group.addTask { await self.doChores() }
            let failure = await read(answeringIn: &group)
            end(failure ?? .closed(reason: Task.isCancelled ? "ended on this side" : "the other end went away"))
            group.cancelAll()
            return failure
        }
        if let failure { throw failure }
    }

    /// Ends the connection. What waits to be sent is still sent.
    package func close(reason: String) {
        end(.closed(reason: reason))
    }

    /// Asks the peer for one of its named objects.
    /// - Throws: as `RemoteProxy.call`.
    package func root(_ name: String, timeout: Duration = .seconds(30)) async throws -> RPCValue {
        try await request(name, timeout: timeout) { session, id throws(RPCError) in try session.draft(param: name, id: id) }
    }

    /// - Returns: why it ended; nil when the peer just went away or the task was cancelled.
    private func read(answeringIn group: inout DiscardingTaskGroup) async -> RPCError? {
        do {
            for try await packet in transport.packets {
                if let end = session.withLock({ $0.end }) { return end }
                guard let call = try take(packet) else { continue }
                group.addTask { await self.answer(call) }
            }
        } catch let error as RPCError {
            return session.withLock { $0.end } ?? error
        } catch is CancellationError {
            return nil
        } catch {
            return session.withLock { $0.end } ?? .transport(reason: "\(error)")
        }
        return session.withLock { $0.end }
    }

    /// Ends the connection because a message could not be sent that the peer relies on. If the other end has gone, the reader
    /// gets to know by itself.
    func giveUp(_ error: RPCError) {
        if case .closed = error { return }
        end(error)
    }

    /// Ends the connection unless it has ended.
    func end(_ reason: RPCError) {
        guard let remains = session.withLock({ $0.close(reason) }) else { return }
        logger.debug("connection ended", metadata: ["reason": "\(reason)", "calls": "\(remains.calls.count)"])
        for call in remains.calls { call.waiter.resume(throwing: RPCError.closed(reason: reason.reason)) }
        chores.finish()
        transport.close()
    }
}
