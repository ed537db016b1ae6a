/// All that one connection knows: a value that changes by what is sent and what arrives, without any I/O.
///
/// Whatever it gives up (objects, waiting callers) it returns, for their end may run anybody's code, and that must not happen
/// under the lock that the session lives behind.
struct RPCSession: Sendable {
    private(set) var exports: ExportTable
    private(set) var proxies = ProxyTable()
    private(set) var pending = PendingCalls()
    private(set) var runningCalls = 0
    /// Why it ended; nil while it lives.
    private(set) var end: RPCError?
    /// What the peer may ask for by name.
    private var roots: [String: RPCValue]
    private let limits: RPCLimits
    private let makeID: @Sendable () -> String

    init(roots: [String: RPCValue], limits: RPCLimits, makeID: @escaping @Sendable () -> String) {
        self.exports = ExportTable(limit: limits.exportedObjects, makeID: makeID)
        self.roots = roots
        self.limits = limits
        self.makeID = makeID
    }

    // MARK: - Out

    /// A message of ours, ready to be sent: then exactly one of `commit` and `revert` follows.
    struct Draft: Sendable {
        let packet: RPCPacket
        fileprivate let encoder: ValueEncoder

        /// The peer's objects in the message.
        var proxies: [RemoteProxy] { encoder.proxies }
    }

    /// - Returns: an id for a call that will wait.
    func newCall() throws(RPCError) -> String {
        if let end { throw end }
        guard pending.count < limits.pendingCalls else { throw .overflow("\(limits.pendingCalls) calls wait for a result") }
        var id = makeID()
        while pending.contains(id) { id = makeID() }
        return id
    }

    mutating func draft(param name: String, id: String) throws(RPCError) -> Draft {
        try draft(ValueEncoder([])) { _ in .param(id: id, name: name) }
    }

    /// - Parameter id: nil when nobody waits for the result.
    mutating func draft(
        call method: String?, of proxy: RemoteProxy, _ arguments: ValueEncoder, id: String?
    ) throws(RPCError) -> Draft {
        guard end != nil || proxies.knows(proxy) else { throw .foreignObject }
        return try draft(arguments) { encoded in
            .apply(RPCMessage.Apply(id: id, objectID: proxy.id, method: method, arguments: encoded))
        }
    }

    /// - Parameter result: one value, or none for JavaScript's undefined.
    mutating func draft(result: ValueEncoder, to id: String, isThrown: Bool = false) throws(RPCError) -> Draft {
        try draft(result) { encoded in
            .result(RPCMessage.Result(id: id, value: encoded.first, isThrown: isThrown))
        }
    }

    private mutating func draft(
        _ encoder: ValueEncoder, message: ([JSONValue]) -> RPCMessage
    ) throws(RPCError) -> Draft {
        if let end { throw end }
        var encoder = encoder
        let encoded = try encoder.encode(exports: &exports, known: proxies)
        return Draft(packet: RPCPacket(buffers: encoder.buffers, json: message(encoded).json.utf8), encoder: encoder)
    }

    /// The draft was sent and the call waits.
    /// - Returns: the time of an alarm that has to be set, if any.
    mutating func commit(_ call: PendingCalls.Call, id: String) -> Duration? { pending.insert(call, id: id) }

    /// The draft could not be sent.
    mutating func revert(_ draft: Draft) { draft.encoder.revert(&exports) }

    // MARK: - In

    func root(_ name: String) -> RPCValue? { roots[name] }

    /// Who is called, and with what. Arguments are read in any case, so that objects in them are let go if nobody takes them.
    mutating func accept(
        _ call: RPCMessage.Apply, decoder: ValueDecoder
    ) throws(RPCRemoteError) -> (object: any RPCObject, call: RPCCall) {
        var arguments: [RPCValue] = []
        for argument in call.arguments {
            arguments.append(try decoder.decode(argument, exports: exports, proxies: &proxies))
        }
        guard let object = exports[call.objectID] else {
            throw RPCRemoteError(message: "proxy id \(call.objectID) not found")
        }
        return (object, RPCCall(method: call.method, arguments: arguments, isOneway: call.id == nil))
    }

    /// Whose result this is, and what it is; nil when nobody waits for it (any more), and what is in it is let go.
    mutating func accept(
        _ result: RPCMessage.Result, decoder: ValueDecoder
    ) -> (call: PendingCalls.Call, outcome: Result<RPCValue, any Error>)? {
        let outcome = outcome(of: result, decoder)
        return pending.remove(result.id).map { ($0, outcome) }
    }

    private mutating func outcome(of result: RPCMessage.Result, _ decoder: ValueDecoder) -> Result<RPCValue, any Error> {
        let json = result.value ?? .null
        do throws(RPCRemoteError) {
            let value = try decoder.decode(json, exports: exports, proxies: &proxies)
            guard result.isThrown else { return .success(value) }
            if case .error(let error) = value { return .failure(error) }
            // JavaScript may throw anything.
            return .failure(RPCRemoteError(message: String(decoding: json.utf8, as: UTF8.self)))
        } catch {
            return .failure(RPCError.transport(reason: "a result cannot be read: \(error.message)"))
        }
    }

    /// The peer has let go of an object.
    mutating func finalize(_ id: String, finalizerID: String?) -> (any RPCObject)? {
        exports.finalize(id, finalizerID: finalizerID)
    }

    // MARK: - Calls, and the end

    /// Makes room for a call that takes time.
    /// - Returns: false when too many run already.
    mutating func startCall() -> Bool {
        guard runningCalls < limits.runningCalls else { return false }
        runningCalls += 1
        return true
    }

    mutating func finishCall() { runningCalls -= 1 }

    /// A caller does not wait any longer.
    mutating func abandon(_ id: String) -> PendingCalls.Call? { pending.remove(id) }

    /// An alarm goes off; see `PendingCalls.ring`.
    mutating func ring(_ time: Duration, now: Duration) -> (late: [PendingCalls.Call], next: Duration?) {
        pending.ring(time, now: now)
    }

    /// A proxy of ours has gone.
    /// - Returns: what to tell the peer, if anything.
    mutating func released(id: String, serial: UInt64) -> RPCMessage? {
        let message = proxies.released(id: id, serial: serial)
        return end == nil ? message : nil
    }

    /// What was alive when a connection ended.
    struct Remains: Sendable {
        let calls: [PendingCalls.Call]
        fileprivate let exports: ExportTable
        fileprivate let roots: [String: RPCValue]
    }

    /// Ends it, once.
    /// - Returns: nil when it had ended before.
    mutating func close(_ reason: RPCError) -> Remains? {
        guard end == nil else { return nil }
        end = reason
        defer {
            exports = ExportTable(limit: 0, makeID: makeID)
            roots = [:]
        }
        return Remains(calls: pending.removeAll(), exports: exports, roots: roots)
    }
}
