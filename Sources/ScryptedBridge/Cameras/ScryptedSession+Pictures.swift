import Recognition
import ScryptedRPC

extension ScryptedSession {
    /// The best picture there is for an event. Never fails; takes at most the time limits of all sources together.
    func picture(for event: DetectionEvent, now: Timestamp, clock: any Clock<Duration>) async -> CameraPicture {
        guard let camera = mirror.current.devices[event.camera.id] else {
            return CameraPicture(reasons: ["\(BridgeError.noSuchDevice(event.camera.id))"])
        }
        let (sources, skipped) = PictureSource.order(for: event, at: camera, now: now)
        var picture = CameraPicture(reasons: skipped)
        for source in sources {
            do {
                picture.bytes = try await within(source.timeLimit, of: clock, or: BridgeError.tooSlow) {
                    try await jpeg(of: try await media(from: source, at: camera.id))
                }
                picture.source = source
                return picture
            } catch {
                picture.reasons.append("\(source.name): \(sentence(for: error))")
            }
        }
        return picture
    }

    private func media(from source: PictureSource, at camera: String) async throws -> RPCValue {
        let device = try await device(camera)
        let timeout = source.timeLimit
        switch source {
        case .detection(let id, let event):
            let event = event.map { RPCValue.json(.string($0)) } ?? .null
            return try await device.call("getDetectionInput", [.json(.string(id)), event], timeout: timeout)
        case .recording(let time):
            return try await device.call("getRecordingStreamThumbnail", [.json(.integer(time))], timeout: timeout)
        case .snapshot:
            // "event": rather an error than a picture from some time ago.
            return try await device.call("takePicture", [.json(["reason": "event"])], timeout: timeout)
        }
    }
}
