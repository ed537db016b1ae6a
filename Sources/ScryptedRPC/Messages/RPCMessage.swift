/// What one peer says to the other. Arguments and results are still as they stand on the wire.
enum RPCMessage: Sendable, Hashable {
    /// Asks for a named object.
    case param(id: String, name: String)
    case apply(Apply)
    case result(Result)
    /// The sender has let go of the receiver's object. Without a finalizer id it is meant in any case.
    case finalize(objectID: String, finalizerID: String?)

    struct Apply: Sendable, Hashable {
        /// Nil: nobody waits for a result.
        var id: String?
        var objectID: String
        /// Nil: the object itself is called as a function.
        var method: String?
        var arguments: [JSONValue]
    }

    struct Result: Sendable, Hashable {
        var id: String
        /// Nil is JavaScript's undefined.
        var value: JSONValue?
        /// The value is an error that was thrown.
        var isThrown = false
    }
}
