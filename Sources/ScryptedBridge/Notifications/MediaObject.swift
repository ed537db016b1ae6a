import ScryptedRPC

/// A JPEG that the server may fetch.
final class MediaObject: RPCObject {
    let signature: RPCSignature
    private let jpeg: [UInt8]

    /// - Parameter source: the id of the camera it comes from.
    init(jpeg: [UInt8], source: String) {
        self.jpeg = jpeg
        signature = RPCSignature(
            constructorName: "MediaObject",
            properties: ["mimeType": "image/jpeg", "sourceId": .string(source), "convert": nil, "toMimeTypes": nil])
    }

    func receive(_ call: RPCCall) throws -> RPCReply {
        guard call.method == "getData" else { throw RPCRemoteError(noMethod: call.method, of: self) }
        return .value(.bytes(jpeg))
    }
}
