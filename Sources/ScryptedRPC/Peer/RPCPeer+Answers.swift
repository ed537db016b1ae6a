/// Messages that arrive.
extension RPCPeer {
    /// A call whose answer takes time.
    struct LaterAnswer: Sendable {
        /// Nil: nobody waits for it.
        let id: String?
        let work: @Sendable () async throws -> RPCValue
    }

    /// Deals with one message.
    /// - Returns: what is to be done in a task of its own.
    /// - Throws: what ends the connection.
    func take(_ packet: RPCPacket) throws(RPCError) -> LaterAnswer? {
        let decoder = ValueDecoder(buffers: packet.buffers, peer: self)
        switch try RPCMessage.parse(packet.json, limits: limits) {
        case .param(let id, let name):
            answer(id, with: .success(session.withLock { $0.root(name) }))
            return nil
        case .apply(let call):
            return take(call, decoder)
        case .result(let result):
            guard let (call, outcome) = session.withLock({ $0.accept(result, decoder: decoder) }) else {
                logger.debug("a result that nobody waits for", metadata: ["id": "\(result.id)"])
                return nil
            }
            call.waiter.resume(with: outcome)
            return nil
        case .finalize(let id, let finalizerID):
            _ = session.withLock { $0.finalize(id, finalizerID: finalizerID) }
            return nil
        case nil:
            logger.debug("a message of an unknown type")
            return nil
        }
    }

    private func take(_ message: RPCMessage.Apply, _ decoder: ValueDecoder) -> LaterAnswer? {
        do {
            let (object, call) = try session.withLock { session throws(RPCRemoteError) in
                try session.accept(message, decoder: decoder)
            }
            switch try object.receive(call) {
            case .value(let value):
                answer(message.id, with: .success(value))
            case .later(let work):
                guard session.withLock({ $0.startCall() }) else { throw RPCRemoteError(message: "too many calls at once") }
                return LaterAnswer(id: message.id, work: work)
            }
        } catch {
            answer(message.id, with: .failure(error))
        }
        return nil
    }

    /// Does what takes time, and answers.
    func answer(_ call: LaterAnswer) async {
        let outcome: Result<RPCValue?, any Error>
        do { outcome = .success(try await call.work()) } catch { outcome = .failure(error) }
        session.withLock { $0.finishCall() }
        answer(call.id, with: outcome)
    }

    /// Sends a result, nil being JavaScript's undefined; one that cannot be sent is answered by the reason. Without an id
    /// nobody gets to hear of it.
    private func answer(_ id: String?, with outcome: Result<RPCValue?, any Error>) {
        guard let id else {
            if case .failure(let error) = outcome { logger.debug("a oneway call failed", metadata: ["error": "\(error)"]) }
            return
        }
        do throws(RPCError) {
            switch outcome {
            case .success(let value):
                do throws(RPCError) {
                    try send(value, to: id)
                } catch {
                    try send(.error(RPCRemoteError(describing: error)), to: id, isThrown: true)
                }
            case .failure(let error):
                try send(.error(RPCRemoteError(describing: error)), to: id, isThrown: true)
            }
        } catch {
            // The caller would wait for ever.
            giveUp(error)
        }
    }

    private func send(_ value: RPCValue?, to id: String, isThrown: Bool = false) throws(RPCError) {
        let encoder = ValueEncoder(value.map { [$0] } ?? [])
        try session.withLock { session throws(RPCError) in
            try send(session.draft(result: encoder, to: id, isThrown: isThrown), from: &session)
        }
    }
}
