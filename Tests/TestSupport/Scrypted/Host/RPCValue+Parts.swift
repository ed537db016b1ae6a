import ScryptedRPC

extension RPCValue {
    /// Nil for anything but JSON.
    var plain: JSONValue? { if case .json(let value) = self { value } else { nil } }

    var text: String? { plain?.string }

    /// An object of the caller's.
    var proxy: RemoteProxy? { if case .remote(let proxy) = self { proxy } else { nil } }

    var isNull: Bool { plain == .null }
}
