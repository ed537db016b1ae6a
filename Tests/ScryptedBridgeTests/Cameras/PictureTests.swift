import Recognition
import ScryptedRPC
import TestSupport
import Testing

@testable import ScryptedBridge

@Suite("Where a picture comes from", .timeLimit(.minutes(1)))
struct PictureTests {
    private static let now = Timestamp(milliseconds: 1_000_000)
    private static let everything = ["Camera", "ObjectDetector", "VideoRecorder"]
    private static let jpeg: [UInt8] = [0xFF, 0xD8, 7, 0xFF, 0xD9]

    private static func picture(
        of event: DetectionEvent, interfaces: [String] = everything, more: [String: PlayedServer.Device] = [:],
        mediaManager: PlayedObject? = nil, answer: @escaping @Sendable (RPCCall) async throws -> RPCValue
    ) async throws -> (CameraPicture, [String]) {
        let camera = PlayedObject { try await answer($0) }
        let devices = ["Porch": PlayedServer.Device("Porch", interfaces: interfaces, object: camera)].merging(more) { $1 }
        let picture = try await withSession(at: PlayedServer(devices, mediaManager: mediaManager)) { session in
            await session.picture(for: event, now: now, clock: ContinuousClock())
        }
        return (picture, camera.calls.elements.map { $0.text })
    }

    @Test(
        "The order, by what the camera can do and how old the event is",
        arguments: [
            (everything, "d", 1_000, ["detection", "recording", "snapshot"], []),
            (everything, "d", 10_000, ["detection", "recording", "snapshot"], []),
            (everything, "d", 10_001, ["recording", "snapshot"], ["detection: 10 s old"]),
            // A camera whose clock runs ahead.
            (everything, "d", -60_000, ["detection", "recording", "snapshot"], []),
            (everything, nil, 1_000, ["recording", "snapshot"], ["detection: the event has no detection id"]),
            (["Camera", "ObjectDetector"], "d", 1_000, ["detection", "snapshot"], ["recording: the camera does not record"]),
            (
                ["VideoCamera", "ObjectDetector"], nil, 1_000, [],
                [
                    "detection: the event has no detection id", "recording: the camera does not record",
                    "snapshot: the camera takes none",
                ]
            ),
        ] as [([String], String?, Int64, [String], [String])])
    func order(interfaces: [String], detection: String?, age: Int64, sources: [String], skipped: [String]) {
        var state = SystemState()
        state.update("Porch", .object(PlayedServer.Device("Porch", interfaces: interfaces).state))
        let event = DetectionEvent(at: Self.now.milliseconds - age, detection: detection)
        guard let camera = state.devices["Porch"] else { return }
        let order = PictureSource.order(for: event, at: camera, now: Self.now)
        #expect(order.sources.map(\.name) == sources)
        #expect(order.skipped == skipped)
    }

    @Test("The best one that comes is taken, and why no better one did is said")
    func fallback() async throws {
        let event = DetectionEvent(at: 999_000, detection: "d")
        let media = PlayedObject.media("image/jpeg", Self.jpeg)
        let (first, firstCalls) = try await Self.picture(of: event) { _ in .local(media) }
        #expect(first.bytes == Self.jpeg && first.isDetectionFrame && first.reasons.isEmpty)
        #expect(firstCalls == [#"getDetectionInput("d", "e")"#])

        let (second, secondCalls) = try await Self.picture(of: event) { call in
            if call.method == "getDetectionInput" { throw RPCRemoteError(message: "Detection not found.\nhost:@scrypted/od") }
            return .local(media)
        }
        #expect(second.bytes == Self.jpeg && !second.isDetectionFrame)
        #expect(second.reasons == ["detection: Detection not found."])
        #expect(secondCalls.last == "getRecordingStreamThumbnail(999000)")

        let (third, thirdCalls) = try await Self.picture(of: event) { call in
            call.method == "takePicture" ? .local(media) : .null
        }
        #expect(third.source == .snapshot && third.reasons.count == 2)
        #expect(thirdCalls.last == #"takePicture({"reason":"event"})"#)

        let (none, _) = try await Self.picture(of: event) { _ in throw RPCRemoteError(message: "offline") }
        #expect(none.bytes == nil && none.source == nil)
        #expect(none.reasons == ["detection: offline", "recording: offline", "snapshot: offline"])
    }

    @Test("A source that does not answer is left for the next one in time")
    func slow() async throws {
        let clock = ManualClock()
        let media = PlayedObject.media("image/jpeg", Self.jpeg)
        let camera = PlayedObject { call in
            if call.method == "getDetectionInput" { try await Forever.wait() }
            return .local(media)
        }
        let server = PlayedServer(["Porch": .init("Porch", interfaces: Self.everything, object: camera)])
        try await withSession(at: server, clock: clock) { session in
            try await alongside({
                try await camera.calls.wait(for: 1)
                await clock.advance(by: .seconds(4))
                try await Forever.wait()
            }) {
                let picture = await session.picture(for: DetectionEvent(at: 999_000, detection: "d"), now: Self.now, clock: clock)
                #expect(picture.source?.name == "recording" && picture.bytes == Self.jpeg)
                #expect(picture.reasons.count == 1)
            }
        }
    }

    @Test("What is no JPEG is made one: by the media manager, by itself, or by a device that converts")
    func conversion() async throws {
        let event = DetectionEvent(at: 999_000, detection: "d")
        let ffmpeg = PlayedObject.media("x-scrypted/x-ffmpeg-input; a=b", [1, 2], properties: ["sourceId": "6"])
        let manager = PlayedObject("MediaManager") { call in .bytes(Array(call.text.utf8)) }
        let (managed, _) = try await Self.picture(of: event, mediaManager: manager) { _ in .local(ffmpeg) }
        #expect(managed.bytes.map { String(decoding: $0, as: UTF8.self) } == #"convertMediaObjectToBuffer(ours, "image/jpeg")"#)

        let able = PlayedObject.media("image/png", [1, 2], properties: ["toMimeTypes": ["image/jpeg"]])
        let (own, _) = try await Self.picture(of: event) { _ in .local(able) }
        #expect(own.bytes == [1, 2] + Array("converted by itself".utf8))

        let converter = PlayedObject { call in .bytes(Array(call.text.utf8)) }
        let snapshot = PlayedServer.Device(
            "Snapshot", type: "API", interfaces: ["BufferConverter"],
            more: ["fromMimeType": "x-scrypted/x-ffmpeg-input", "toMimeType": "image/jpeg"], object: converter)
        let (converted, _) = try await Self.picture(of: event, more: ["9": snapshot]) { _ in .local(ffmpeg) }
        #expect(
            converted.bytes.map { String(decoding: $0, as: UTF8.self) }
                == #"convert(2 bytes, "x-scrypted/x-ffmpeg-input", "image/jpeg", {"sourceId":"6"})"#)

        // A converter may answer with another object, and a camera with bytes.
        let indirect = PlayedServer.Device(
            "Indirect", type: "API", interfaces: ["MediaConverter"],
            more: ["converters": [["x-scrypted/x-ffmpeg-input", "image/jpeg"]]],
            object: PlayedObject { _ in .local(PlayedObject.media("image/jpeg", Self.jpeg)) })
        let (object, _) = try await Self.picture(of: event, more: ["9": indirect]) { _ in .local(ffmpeg) }
        #expect(object.bytes == Self.jpeg)
        let (bytes, _) = try await Self.picture(of: event) { _ in .bytes(Self.jpeg) }
        #expect(bytes.bytes == Self.jpeg)

        let (nothing, _) = try await Self.picture(of: event, interfaces: ["ObjectDetector"]) { _ in .local(ffmpeg) }
        #expect(nothing.bytes == nil)
        #expect(nothing.reasons.last == "detection: Nothing on the server makes a JPEG of x-scrypted/x-ffmpeg-input.")
    }
}
