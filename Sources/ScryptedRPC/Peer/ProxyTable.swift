/// Objects of the peer's that we hold, by id and weakly: there is one proxy for each, alive as long as somebody uses it.
struct ProxyTable: Sendable {
    private struct Entry {
        weak var proxy: RemoteProxy?
        /// Tells a proxy from an earlier one of the same id that is about to go.
        let serial: UInt64
        /// The newest one seen: only a finalize with this one counts.
        var finalizerID: String?
    }

    private var entries: [String: Entry] = [:]
    private var nextSerial: UInt64 = 0

    var count: Int { entries.count }

    /// Whether this is the living proxy of its id.
    func knows(_ proxy: RemoteProxy) -> Bool { entries[proxy.id]?.proxy === proxy }

    /// The living proxy of that id, or a new one.
    mutating func proxy(id: String, finalizerID: String?, signature: RPCSignature, of peer: RPCPeer) -> RemoteProxy {
        if let proxy = entries[id]?.proxy {
            entries[id]?.finalizerID = finalizerID
            return proxy
        }
        nextSerial += 1
        let proxy = RemoteProxy(id: id, serial: nextSerial, signature: signature, peer: peer)
        entries[id] = Entry(proxy: proxy, serial: nextSerial, finalizerID: finalizerID)
        return proxy
    }

    /// Takes note that a proxy has gone.
    /// - Returns: what to tell the peer; nil when the object was received again in the meantime.
    mutating func released(id: String, serial: UInt64) -> RPCMessage? {
        guard let entry = entries[id], entry.serial == serial else { return nil }
        entries[id] = nil
        return .finalize(objectID: id, finalizerID: entry.finalizerID)
    }
}
