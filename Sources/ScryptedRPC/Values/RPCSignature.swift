/// What an object says of itself when it is handed over.
package struct RPCSignature: Sendable {
    /// `Function` or `AsyncFunction` for what the peer calls directly; otherwise free text. Devices of the host have none.
    package var constructorName: String?
    /// What the receiver reads as properties without a call.
    package var properties: [String: JSONValue]
    /// Methods the caller must not wait for; nil stands for the object called as a function.
    package var onewayMethods: Set<String?>

    package init(constructorName: String?, properties: [String: JSONValue] = [:], onewayMethods: Set<String?> = []) {
        self.constructorName = constructorName
        self.properties = properties
        self.onewayMethods = onewayMethods
    }
}
