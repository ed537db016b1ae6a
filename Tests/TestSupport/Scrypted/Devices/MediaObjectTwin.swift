import ScryptedRPC

/// A picture that the server hands out, as its media objects are: some are JPEG, others have to be converted first.
final class MediaObjectTwin: RPCObject {
    let signature: RPCSignature
    let mimeType: String
    /// What a conversion makes of it.
    let jpeg: [UInt8]

    /// - Parameter sourceID: the device that it came from.
    init(jpeg: [UInt8], mimeType: String = "image/jpeg", sourceID: String) {
        self.jpeg = jpeg
        self.mimeType = mimeType
        signature = RPCSignature(
            constructorName: "MediaObject",
            properties: ["mimeType": .string(mimeType), "sourceId": .string(sourceID), "convert": .null, "toMimeTypes": .null])
    }

    func receive(_ call: RPCCall) throws -> RPCReply {
        guard call.method == "getData" else { throw RPCRemoteError.notImplemented(call.method) }
        // What needs converting tells ffmpeg where to look, and is no picture.
        return .value(.bytes(mimeType == "image/jpeg" ? jpeg : Array(#"{"inputArguments":["-i","rtsp://camera"]}"#.utf8)))
    }
}
