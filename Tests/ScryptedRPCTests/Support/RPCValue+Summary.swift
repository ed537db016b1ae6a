@testable import ScryptedRPC

extension RPCValue {
    /// All there is to say about a value, for comparing.
    var summary: String {
        switch self {
        case .json(let json): return "json " + json.text
        case .bytes(let bytes): return "bytes \(bytes)"
        case .remote(let proxy):
            let signature = proxy.signature
            let oneway = signature.onewayMethods.map { $0 ?? "null" }.sorted()
            let properties = JSONValue.object(signature.properties).text
            return "remote \(proxy.id) \(signature.constructorName ?? "-") \(properties) \(oneway)"
        case .local(let object): return "local \(object.signature.constructorName ?? "-")"
        case .error(let error): return "error \(error.name): \(error.message) (\(error.stack ?? "-"))"
        case .list(let elements): return "list [" + elements.map(\.summary).joined(separator: ", ") + "]"
        case .record(let members):
            return "record [" + members.map { "\($0.key): \($0.value.summary)" }.sorted().joined(separator: ", ") + "]"
        }
    }

    /// The proxy that this must be.
    var proxy: RemoteProxy {
        get throws {
            guard case .remote(let proxy) = self else { throw RPCRemoteError(message: "\(summary) is no proxy") }
            return proxy
        }
    }
}

extension JSONValue {
    var text: String { String(decoding: utf8, as: UTF8.self) }
}
