import Imaging
import Recognition

/// One picture's worth of detections, as a client brought it, already parsed and limited.
package struct FrameRequest: Sendable {
    package var camera: Camera
    /// When the camera says it was.
    package var eventTime: Timestamp
    /// The size that the boxes refer to, when it may differ from the picture's.
    package var frameSize: FrameSize?
    package var detections: [Detection]
    /// A JPEG, PNG or WebP file.
    package var picture: EncodedPicture?
    /// The picture is the very frame that the boxes were found in.
    package var isDetectionFrame: Bool
    package var idempotencyKey: String?
    /// Rather an error than fail-open answers when the picture cannot be used or there is no room for it.
    package var isStrict: Bool

    package struct FrameSize: Sendable, Hashable {
        /// Pixels; positive.
        package var width: Double
        package var height: Double

        package init(width: Double, height: Double) {
            self.width = width
            self.height = height
        }
    }

    package init(
        camera: Camera, eventTime: Timestamp, frameSize: FrameSize? = nil, detections: [Detection],
        picture: EncodedPicture?, isDetectionFrame: Bool = true, idempotencyKey: String? = nil, isStrict: Bool = false
    ) {
        self.camera = camera
        self.eventTime = eventTime
        self.frameSize = frameSize
        self.detections = detections
        self.picture = picture
        self.isDetectionFrame = isDetectionFrame
        self.idempotencyKey = idempotencyKey
        self.isStrict = isStrict
    }
    /// A picture whose bytes are all at hand.
    package init(
        camera: Camera, eventTime: Timestamp, frameSize: FrameSize? = nil, detections: [Detection], picture: [UInt8],
        isDetectionFrame: Bool = true
    ) {
        self.init(
            camera: camera, eventTime: eventTime, frameSize: frameSize, detections: detections, picture: EncodedPicture(picture),
            isDetectionFrame: isDetectionFrame)
    }
}
