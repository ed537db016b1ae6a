/// An object of ours that the peer may call.
package protocol RPCObject: AnyObject, Sendable {
    var signature: RPCSignature { get }

    /// Takes a call. Calls come here one after the other in the order of their arrival, so whatever depends on that order
    /// is done here, at once; what takes time goes into `RPCReply.later`.
    /// - Throws: what the peer gets as an error; `RPCRemoteError` as it is, anything else by its description.
    func receive(_ call: RPCCall) throws -> RPCReply
}
