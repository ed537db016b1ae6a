import ScryptedRPC

/// What a value is, for tests that expect one kind.
extension RPCValue {
    var json: JSONValue? { if case .json(let json) = self { json } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var object: (any RPCObject)? { if case .local(let object) = self { object } else { nil } }
}
