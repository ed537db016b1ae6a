/// One call that the peer makes.
package struct RPCCall: Sendable {
    /// Nil: the object itself is called as a function.
    package var method: String?
    package var arguments: [RPCValue]
    /// Nobody waits for a result.
    package var isOneway: Bool

    package init(method: String?, arguments: [RPCValue], isOneway: Bool = false) {
        self.method = method
        self.arguments = arguments
        self.isOneway = isOneway
    }

    /// The argument at `index`; null when there are fewer, as JavaScript has it.
    package subscript(index: Int) -> RPCValue {
        arguments.indices.contains(index) ? arguments[index] : .null
    }
}
