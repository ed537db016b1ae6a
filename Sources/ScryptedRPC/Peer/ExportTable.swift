/// Objects of ours that the peer holds. They stay alive until the peer lets go of them or the connection ends.
struct ExportTable: Sendable {
    struct Reference {
        let id: String
        let finalizerID: String
        /// Nil when the object was not exported before.
        let previousFinalizerID: String?
    }

    private struct Entry {
        let object: any RPCObject
        var finalizerID: String
    }

    private var entries: [String: Entry] = [:]
    private var ids: [ObjectIdentifier: String] = [:]
    private let limit: Int
    private let makeID: @Sendable () -> String

    init(limit: Int, makeID: @escaping @Sendable () -> String) {
        self.limit = limit
        self.makeID = makeID
    }

    var count: Int { entries.count }

    subscript(id: String) -> (any RPCObject)? { entries[id]?.object }

    /// Registers an object for being sent. The same object keeps its id; every time it is sent again it gets a new finalizer
    /// id, so that a finalize that crosses it on the way does not count.
    mutating func export(_ object: any RPCObject) throws(RPCError) -> Reference {
        if let id = ids[ObjectIdentifier(object)], let previous = entries[id]?.finalizerID {
            let finalizerID = makeID()
            entries[id]?.finalizerID = finalizerID
            return Reference(id: id, finalizerID: finalizerID, previousFinalizerID: previous)
        }
        guard entries.count < limit else { throw .overflow("the peer holds \(limit) objects") }
        var id = makeID()
        while entries[id] != nil { id = makeID() }
        entries[id] = Entry(object: object, finalizerID: id)
        ids[ObjectIdentifier(object)] = id
        return Reference(id: id, finalizerID: id, previousFinalizerID: nil)
    }

    /// Undoes an export whose message was not sent.
    mutating func revert(_ id: String, to finalizerID: String?) {
        if let finalizerID {
            entries[id]?.finalizerID = finalizerID
        } else {
            _ = remove(id)
        }
    }

    /// - Returns: the object that was let go, for the caller to drop where its end may do anything; nil when the peer got the
    ///   object again in the meantime, or never had it.
    mutating func finalize(_ id: String, finalizerID: String?) -> (any RPCObject)? {
        guard let entry = entries[id], finalizerID == nil || finalizerID == entry.finalizerID else { return nil }
        return remove(id)
    }

    private mutating func remove(_ id: String) -> (any RPCObject)? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        ids[ObjectIdentifier(entry.object)] = nil
        return entry.object
    }
}
