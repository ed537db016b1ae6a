import ScryptedRPC

extension RPCValue {
    /// The JSON of it; nil when it is anything else.
    var json: JSONValue? {
        if case .json(let value) = self { return value }
        return nil
    }

    var string: String? { json?.string }

    /// An object of the server's.
    var proxy: RemoteProxy? {
        if case .remote(let proxy) = self { return proxy }
        return nil
    }

    /// Bytes, or a text's.
    var bytes: [UInt8]? {
        switch self {
        case .bytes(let bytes): bytes
        case .json(.string(let text)): Array(text.utf8)
        default: nil
        }
    }

    var isNull: Bool {
        if case .json(.null) = self { return true }
        return false
    }
}
