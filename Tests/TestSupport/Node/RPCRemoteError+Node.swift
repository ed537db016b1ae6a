import ScryptedRPC

/// Errors as they stand in the lines that Node reads and writes.
extension RPCRemoteError {
    init(node json: JSONValue) {
        self.init(name: json["name"]?.string ?? "Error", message: json["message"]?.string ?? "", stack: json["stack"]?.string)
    }

    var node: JSONValue {
        ["name": .string(name), "message": .string(message), "stack": .string(stack ?? "")]
    }

    /// What a plugin gets to see of an error of ours.
    init(forPlugin error: any Error) {
        if case RPCError.closed = error {
            // The server's words for a call whose connection went while it was under way. Whoever wants the others kills the
            // proxy as soon as its connection is gone.
            self.init(message: "connection closed.\nhost")
        } else {
            self.init(describing: error)
        }
    }
}
