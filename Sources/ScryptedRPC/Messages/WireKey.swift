/// The names that the protocol gives to things.
enum WireKey {
    static let copiesChildren = "__json_copy_serialize_children"
    static let remoteID = "__remote_proxy_id"
    static let remoteFinalizerID = "__remote_proxy_finalizer_id"
    static let properties = "__remote_proxy_props"
    static let onewayMethods = "__remote_proxy_oneway_methods"
    static let constructorName = "__remote_constructor_name"
    static let serializedValue = "__serialized_value"
    static let localID = "__local_proxy_id"
    static let localFinalizerID = "__local_proxy_finalizer_id"

    /// Constructor names that are no objects.
    static let error = "RPCResultError"
    static let buffer = "Buffer"

    /// A property, and the error that ends an iteration.
    static let asyncIterator = "Symbol(Symbol.asyncIterator)"
    static let stopAsyncIteration = "StopAsyncIteration"
}
