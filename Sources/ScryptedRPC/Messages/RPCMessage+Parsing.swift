extension RPCMessage {
    /// - Returns: nil for a type of message that we do not know, which is to be passed over.
    /// - Throws: `RPCError.transport` for what is no message at all.
    static func parse(_ bytes: [UInt8], limits: RPCLimits = RPCLimits()) throws(RPCError) -> RPCMessage? {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes, maximumDepth: limits.depth, maximumValues: limits.valuesPerMessage)
        } catch {
            throw .transport(reason: "a message is no JSON: \(error)")
        }
        return try parse(json)
    }

    static func parse(_ json: JSONValue) throws(RPCError) -> RPCMessage? {
        guard case .object(let members) = json, let type = members["type"]?.string else {
            throw .transport(reason: "a message has no type")
        }
        switch type {
        case "param":
            return .param(id: try text("id", of: members, in: type), name: try text("param", of: members, in: type))
        case "apply":
            let isOneway = members["oneway"].map { !$0.isFalsy } ?? false
            let id = try optionalText("id", of: members, in: type)
            let method = try optionalText("method", of: members, in: type)
            return .apply(
                Apply(
                    id: isOneway ? nil : id, objectID: try text("proxyId", of: members, in: type),
                    method: method == "" ? nil : method, arguments: try arguments(members["args"])))
        case "result":
            return .result(
                Result(
                    id: try text("id", of: members, in: type), value: members["result"],
                    isThrown: members["throw"].map { !$0.isFalsy } ?? false))
        case "finalize":
            return .finalize(
                objectID: try text(WireKey.localID, of: members, in: type),
                finalizerID: members[WireKey.localFinalizerID]?.string.flatMap { $0.isEmpty ? nil : $0 })
        default:
            return nil
        }
    }

    private static func text(_ key: String, of members: [String: JSONValue], in type: String) throws(RPCError) -> String {
        guard let text = members[key]?.string else { throw .transport(reason: "a message '\(type)' lacks '\(key)'") }
        return text
    }

    /// Nil for null, too.
    private static func optionalText(
        _ key: String, of members: [String: JSONValue], in type: String
    ) throws(RPCError) -> String? {
        switch members[key] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw .transport(reason: "'\(key)' of a message '\(type)' is no string")
        }
    }

    private static func arguments(_ json: JSONValue?) throws(RPCError) -> [JSONValue] {
        switch json {
        case .array(let arguments)?: return arguments
        case nil, .null?: return []
        default: throw .transport(reason: "the arguments of a call are no array")
        }
    }
}
