extension RPCMessage {
    var json: JSONValue {
        switch self {
        case .param(let id, let name):
            return ["type": "param", "id": .string(id), "param": .string(name)]
        case .apply(let call):
            var members: [String: JSONValue] = [
                "type": "apply", "proxyId": .string(call.objectID), "args": .array(call.arguments),
            ]
            if let id = call.id { members["id"] = .string(id) } else { members["oneway"] = true }
            if let method = call.method { members["method"] = .string(method) }
            return .object(members)
        case .result(let result):
            var members: [String: JSONValue] = ["type": "result", "id": .string(result.id)]
            members["result"] = result.value
            if result.isThrown { members["throw"] = true }
            return .object(members)
        case .finalize(let objectID, let finalizerID):
            var members: [String: JSONValue] = ["type": "finalize", WireKey.localID: .string(objectID)]
            members[WireKey.localFinalizerID] = finalizerID.map(JSONValue.string)
            return .object(members)
        }
    }
}
