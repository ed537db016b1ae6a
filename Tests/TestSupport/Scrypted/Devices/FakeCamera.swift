import Recognition
import ScryptedRPC
import Synchronization

/// A camera of the server, whose pictures and detections come from the test.
package final class FakeCamera: HostDevice {
    /// One row of an ObjectDetector event.
    package struct Row: Sendable {
        package var className = "person"
        package var score = 0.9
        package var label: String?
        package var id: String?
        /// x, y, width, height.
        package var box: [Double]

        package init(className: String = "person", score: Double = 0.9, label: String? = nil, id: String? = nil, box: [Double]) {
            self.className = className
            self.score = score
            self.label = label
            self.id = id
            self.box = box
        }

        var json: JSONValue {
            var fields: [String: JSONValue] = [
                "className": .string(className), "score": .number(score), "boundingBox": .array(box.map(JSONValue.number)),
            ]
            if let label { fields["label"] = .string(label) }
            if let id { fields["id"] = .string(id) }
            return .object(fields)
        }
    }

    /// Where pictures come from. What is nil throws, as cameras do that cannot.
    package struct Pictures: Sendable {
        /// Of `takePicture`.
        package var snapshot: [UInt8]?
        /// Of `getRecordingStreamThumbnail`, for any time.
        package var recording: [UInt8]?
        /// Of `getDetectionInput`, by detection id.
        package var detections: [String: [UInt8]] = [:]
        /// Anything but `image/jpeg` has to be converted by the server.
        package var mimeType = "image/jpeg"
        /// Calls for pictures that never end.
        package var isStuck = false

        package init(snapshot: [UInt8]? = nil, recording: [UInt8]? = nil) {
            self.snapshot = snapshot
            self.recording = recording
        }
    }

    package let id: String
    package let name: String
    private let pictures: Mutex<Pictures>
    /// The methods that were called, in order.
    package let calls = Recording<String>()

    init(id: String, name: String, pictures: Pictures) {
        self.id = id
        self.name = name
        self.pictures = Mutex(pictures)
    }

    package func updatePictures(_ change: (inout Pictures) -> Void) {
        pictures.withLock { change(&$0) }
    }

    package func call(_ method: String, _ arguments: [RPCValue]) async throws -> RPCValue {
        calls.append(method)
        let pictures = pictures.withLock { $0 }
        if pictures.isStuck { try await Forever.wait() }
        switch method {
        case "takePicture":
            return try media(pictures.snapshot, of: pictures)
        case "getRecordingStreamThumbnail":
            return try media(pictures.recording, of: pictures)
        case "getDetectionInput":
            return try media(arguments.first?.text.flatMap { pictures.detections[$0] }, of: pictures)
        case "getObjectTypes":
            return .json(["classes": ["person", "face"]])
        case "getPictureOptions", "getRecordingStreamOptions":
            return .json([])
        default:
            throw RPCRemoteError(message: "the twin of a camera has no \(method)")
        }
    }

    private func media(_ jpeg: [UInt8]?, of pictures: Pictures) throws -> RPCValue {
        guard let jpeg else { throw RPCRemoteError(message: "\(name) has no such picture") }
        return .local(MediaObjectTwin(jpeg: jpeg, mimeType: pictures.mimeType, sourceID: id))
    }

    /// What an ObjectDetector event carries.
    static func detection(
        _ rows: [Row], at time: Timestamp, detectionID: String?, dimensions: (width: Int, height: Int)?
    ) -> JSONValue {
        var fields: [String: JSONValue] = [
            "timestamp": .integer(time.milliseconds), "detections": .array(rows.map(\.json)),
        ]
        if let detectionID { fields["detectionId"] = .string(detectionID) }
        if let dimensions {
            fields["inputDimensions"] = [.integer(Int64(dimensions.width)), .integer(Int64(dimensions.height))]
        }
        return .object(fields)
    }
}
