@testable import ScryptedRPC

/// Which of our ids stands for which recorded one. The server's ids are the recorded ones themselves.
struct RecordedIDs {
    private enum Space { case call, object, finalizer }

    private var actual: [Space: [String: String]] = [:]
    private var serversOwn: Set<String> = []

    // MARK: - What the server says

    /// The server's message, with our own ids in it. Remembers the server's.
    mutating func translate(_ message: JSONValue) -> JSONValue {
        guard case .object(var members) = message else { return message }
        switch members["type"]?.string {
        case "apply": members["proxyId"] = mapped(members["proxyId"], .object)
        case "result": members["id"] = mapped(members["id"], .call)
        default: break
        }
        if let id = members["id"]?.string { serversOwn.insert(id) }
        return translateReferences(.object(members))
    }

    private mutating func translateReferences(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements):
            return .array(elements.map { translateReferences($0) })
        case .object(var members):
            for key in ["__remote_proxy_id", "__remote_proxy_finalizer_id"] {
                if let id = members[key]?.string { serversOwn.insert(id) }
            }
            members["__local_proxy_id"] = mapped(members["__local_proxy_id"], .object)
            members["__local_proxy_finalizer_id"] = mapped(members["__local_proxy_finalizer_id"], .finalizer)
            return .object(members.mapValues { translateReferences($0) })
        default:
            return value
        }
    }

    private func mapped(_ id: JSONValue?, _ space: Space) -> JSONValue? {
        id.map { id in id.string.flatMap { actual[space]?[$0] }.map(JSONValue.string) ?? id }
    }

    // MARK: - What we say

    /// Holds our message against the recorded one: the same, but for ids of ours, and null where something is missing.
    /// - Returns: the first difference; nil when there is none.
    mutating func difference(_ said: JSONValue, from recorded: JSONValue, at path: String = "") -> String? {
        switch (said, recorded) {
        case (.object(let said), .object(let recorded)):
            for key in Set(said.keys).union(recorded.keys).sorted() {
                let one = said[key] ?? .null
                let other = recorded[key] ?? .null
                if let space = Self.space(of: key, at: path), let one = one.string, let other = other.string {
                    if !matches(one, other, space) { return "\(path).\(key): \(one) stands for \(other)" }
                } else if key == "__remote_proxy_oneway_methods" {
                    // A set: the order means nothing.
                    if Set(one.array ?? []) != Set(other.array ?? []) {
                        return "\(path).\(key) is \(one.text), not \(other.text)"
                    }
                } else if let difference = difference(one, from: other, at: "\(path).\(key)") {
                    return difference
                }
            }
            return nil
        case (.array(let said), .array(let recorded)):
            guard said.count == recorded.count else { return "\(path) has \(said.count) elements, not \(recorded.count)" }
            for (index, pair) in zip(said, recorded).enumerated() {
                if let difference = difference(pair.0, from: pair.1, at: "\(path)[\(index)]") { return difference }
            }
            return nil
        default:
            return said == recorded ? nil : "\(path) is \(said.text), not \(recorded.text)"
        }
    }

    private static func space(of key: String, at path: String) -> Space? {
        switch key {
        case "id" where path.isEmpty: .call
        case "proxyId" where path.isEmpty: .object
        case "__remote_proxy_id", "__local_proxy_id": .object
        case "__remote_proxy_finalizer_id", "__local_proxy_finalizer_id": .finalizer
        default: nil
        }
    }

    private mutating func matches(_ said: String, _ recorded: String, _ space: Space) -> Bool {
        if serversOwn.contains(recorded) { return said == recorded }
        if let known = actual[space]?[recorded] { return said == known }
        guard actual[space]?.values.contains(said) != true else { return false }
        actual[space, default: [:]][recorded] = said
        return true
    }
}
