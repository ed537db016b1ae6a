extension RPCRemoteError {
    /// Any error, as the peer gets it.
    package init(describing error: any Error) {
        self = error as? RPCRemoteError ?? RPCRemoteError(message: String(describing: error))
    }

    /// For a call that an object does not know; to be thrown by `RPCObject.receive`.
    package init(noMethod method: String?, of object: any RPCObject) {
        let name = object.signature.constructorName ?? "the object"
        self.init(message: method.map { "\(name) does not have the method \($0)" } ?? "\(name) is no function")
    }
}
