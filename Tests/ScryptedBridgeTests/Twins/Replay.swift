import ScryptedRPC

/// Holds what the twin says against a recording: keys, kinds and protocol words must be the same, and ids must mean the same.
struct Replay {
    struct Difference: Error, CustomStringConvertible {
        var description: String
    }

    /// Recorded ids of the server's and of its devices, and what they are now.
    private var ids: [String: String]

    init(devices: [String: String]) {
        ids = devices
    }

    private static let ids: Set<String> = [
        "id", "proxyId", "__remote_proxy_id", "__remote_proxy_finalizer_id", "__local_proxy_id", "__local_proxy_finalizer_id",
    ]
    private static let words: Set<String> = [
        "type", "method", "oneway", "throw", "param", "__remote_constructor_name", "__serialized_value", "eventInterface",
        "property", "mimeType",
    ]

    /// A recorded message of the client's, with the ids of today.
    func translate(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(ids[text] ?? text)
        case .array(let elements): .array(elements.map(translate))
        case .object(let members): .object(members.mapValues(translate))
        default: value
        }
    }

    /// Compares a message of the twin's with the recorded one, and learns its ids.
    mutating func compare(_ actual: JSONValue, with recorded: JSONValue) throws {
        // What the state holds is the test's affair; how it is written is not.
        if recorded["method"] == "setSystemState" { try Self.checkState(actual["args"]?[0]) }
        try compare(actual, recorded, at: "message", key: nil)
    }

    private mutating func compare(_ actual: JSONValue, _ recorded: JSONValue, at path: String, key: String?) throws {
        if let key, Self.ids.contains(key), let old = recorded.string, let new = actual.string {
            guard ids[old] == nil || ids[old] == new else { throw Difference(description: "\(path): another object") }
            ids[old] = new
            return
        }
        if let key, Self.words.contains(key), actual != recorded {
            throw Difference(description: "\(path): \(actual) instead of \(recorded)")
        }
        // How a plugin of the server's reaches the object directly; nobody outside needs that.
        if let old = recorded.object, old.keys.elementsEqual(["__cluster"]) { return }
        switch (actual, recorded) {
        case (.object(let new), .object(let old)):
            if Self.isState(old) { return }
            for key in Set(new.keys).union(old.keys) where key != "__cluster" {
                // Null and missing are the same to JavaScript's side.
                try compare(new[key] ?? .null, old[key] ?? .null, at: "\(path).\(key)", key: key)
            }
        case (.array(let new), .array(let old)):
            guard new.count == old.count else { throw Difference(description: "\(path): \(new.count) elements for \(old.count)") }
            for (index, pair) in zip(new, old).enumerated() {
                try compare(pair.0, pair.1, at: "\(path)[\(index)]", key: nil)
            }
        case (.null, .null), (.bool, .bool), (.integer, .integer), (.number, .number), (.string, .string): break
        default: throw Difference(description: "\(path): \(actual) instead of \(recorded)")
        }
    }

    private static func isState(_ value: [String: JSONValue]) -> Bool {
        !value.isEmpty && value.values.allSatisfy { $0["pluginId"]?["value"] != nil }
    }

    private static func checkState(_ state: JSONValue?) throws {
        guard let devices = state?.object, !devices.isEmpty else { throw Difference(description: "no state") }
        for (id, device) in devices {
            let required = [
                "pluginId", "providedInterfaces", "interfaces", "providerId", "providedName", "providedType", "type", "name",
            ]
            for property in required where device[property]?["value"] == nil {
                throw Difference(description: "device \(id) has no \(property)")
            }
            for (property, record) in device.object ?? [:] where record != [:] && record["value"] == nil {
                throw Difference(description: "\(property) of device \(id) is \(record)")
            }
        }
    }
}
