import ScryptedRPC

extension ScryptedSession {
    /// Larger pictures are not taken.
    static let maximumPictureBytes = 32 << 20
    private static let jpegType = "image/jpeg"

    /// Makes a JPEG of what a device gave: as it is, by the server's media manager, by the object itself, or by a device
    /// that converts.
    func jpeg(of media: RPCValue) async throws -> [UInt8] {
        var answer = try await converted(media)
        if let object = answer.proxy { answer = try await object.call("getData") }
        guard case .bytes(let bytes) = answer, !bytes.isEmpty else { throw BridgeError.unexpectedAnswer("a picture request") }
        guard bytes.count <= Self.maximumPictureBytes else { throw BridgeError.pictureTooLarge(bytes.count) }
        return bytes
    }

    /// Bytes, or an object that has them.
    private func converted(_ media: RPCValue) async throws -> RPCValue {
        if case .bytes = media { return media }
        guard let object = media.proxy else { throw BridgeError.unexpectedAnswer("a picture request") }
        let mime = Self.mimeType(of: object)
        if mime == Self.jpegType { return media }
        if let manager = try await mediaManager() {
            return try await manager.call("convertMediaObjectToBuffer", [media, .json(.string(Self.jpegType))])
        }
        let offered = object.signature.properties["toMimeTypes"]?.array ?? []
        if offered.contains(.string(Self.jpegType)) {
            return try await object.call("convert", [.json(.string(Self.jpegType))])
        }
        let state = mirror.current
        for device in state.sorted {
            guard let method = device.method(converting: mime, to: Self.jpegType) else { continue }
            let source = object.signature.properties["sourceId"] ?? .null
            return try await self.device(device.id).call(
                method,
                [
                    try await object.call("getData"), .json(.string(mime)), .json(.string(Self.jpegType)),
                    .json(["sourceId": source]),
                ])
        }
        throw BridgeError.noConverter(mime)
    }

    /// Without its parameters.
    private static func mimeType(of media: RemoteProxy) -> String {
        let type = media.signature.properties["mimeType"]?.string ?? ""
        return type.prefix { $0 != ";" }.lowercased()
    }
}
