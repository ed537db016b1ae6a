/// Turns the values of one message into what travels, and remembers enough to take it back should the message not be sent.
/// Only the top level of a value is looked at, and the elements of lists and records.
struct ValueEncoder {
    private(set) var buffers: [[UInt8]] = []
    /// The peer's objects in the message.
    private(set) var proxies: [RemoteProxy] = []
    private let values: [RPCValue]
    /// What our objects in the message say of themselves.
    private var signatures: [ObjectIdentifier: RPCSignature] = [:]
    /// What was exported, and the finalizer id it had before; nil for what was not exported before.
    private var exported: [(id: String, finalizerID: String?)] = []

    /// Asks our objects for their signatures, which is anybody's code; `encode` runs none.
    init(_ values: [RPCValue]) {
        self.values = values
        for value in values { collectSignatures(in: value) }
    }

    private mutating func collectSignatures(in value: RPCValue) {
        switch value {
        case .local(let object): signatures[ObjectIdentifier(object)] = object.signature
        case .list(let elements): for element in elements { collectSignatures(in: element) }
        case .record(let members): for member in members.values { collectSignatures(in: member) }
        case .json, .bytes, .remote, .error: break
        }
    }

    /// - Throws: after taking back what it did to `exports`.
    mutating func encode(exports: inout ExportTable, known: ProxyTable) throws(RPCError) -> [JSONValue] {
        var encoded: [JSONValue] = []
        do throws(RPCError) {
            for value in values { encoded.append(try encode(value, exports: &exports, known: known)) }
        } catch {
            revert(&exports)
            throw error
        }
        return encoded
    }

    private mutating func encode(
        _ value: RPCValue, exports: inout ExportTable, known: ProxyTable
    ) throws(RPCError) -> JSONValue {
        switch value {
        case .json(let json):
            return json
        case .error(let error):
            return Self.encode(error)
        case .bytes(let bytes):
            buffers.append(bytes)
            return [
                WireKey.constructorName: .string(WireKey.buffer),
                WireKey.serializedValue: .integer(Int64(buffers.count - 1)),
            ]
        case .remote(let proxy):
            guard known.knows(proxy) else { throw .foreignObject }
            proxies.append(proxy)
            return [WireKey.localID: .string(proxy.id)]
        case .local(let object):
            let reference = try exports.export(object)
            exported.append((reference.id, reference.previousFinalizerID))
            return Self.encode(
                signatures[ObjectIdentifier(object)], id: reference.id, finalizerID: reference.finalizerID)
        case .list(let elements):
            var encoded: [JSONValue] = []
            for element in elements { encoded.append(try encode(element, exports: &exports, known: known)) }
            return [WireKey.copiesChildren: .array(encoded)]
        case .record(let members):
            var encoded: [String: JSONValue] = [:]
            for (key, member) in members { encoded[key] = try encode(member, exports: &exports, known: known) }
            encoded[WireKey.copiesChildren] = true
            return .object(encoded)
        }
    }

    /// Forgets what was exported for a message that does not leave.
    func revert(_ exports: inout ExportTable) {
        for (id, finalizerID) in exported.reversed() { exports.revert(id, to: finalizerID) }
    }

    private static func encode(_ error: RPCRemoteError) -> JSONValue {
        var facts: [String: JSONValue] = ["name": .string(error.name), "message": .string(error.message)]
        facts["stack"] = error.stack.map(JSONValue.string)
        return [WireKey.constructorName: .string(WireKey.error), WireKey.serializedValue: .object(facts)]
    }

    private static func encode(_ signature: RPCSignature?, id: String, finalizerID: String) -> JSONValue {
        var members: [String: JSONValue] = [
            WireKey.remoteID: .string(id), WireKey.remoteFinalizerID: .string(finalizerID),
        ]
        if let signature {
            members[WireKey.constructorName] = signature.constructorName.map(JSONValue.string)
            if !signature.properties.isEmpty { members[WireKey.properties] = .object(signature.properties) }
            if !signature.onewayMethods.isEmpty {
                let names = signature.onewayMethods.sorted { ($0 ?? "") < ($1 ?? "") }
                members[WireKey.onewayMethods] = .array(names.map { $0.map(JSONValue.string) ?? .null })
            }
        }
        return .object(members)
    }
}
