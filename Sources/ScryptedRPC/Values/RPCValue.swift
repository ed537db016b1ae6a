/// One argument or result of a call. Only its top level may be more than JSON; `list` and `record` are the deep forms.
package enum RPCValue: Sendable {
    case json(JSONValue)
    /// Travels beside the message, as a buffer of its own.
    case bytes([UInt8])
    /// An object of the peer's.
    case remote(RemoteProxy)
    /// An object of ours.
    case local(any RPCObject)
    case error(RPCRemoteError)
    /// Several values at once, each by the same rules.
    case list([RPCValue])
    case record([String: RPCValue])

    package static let null = RPCValue.json(.null)
}
