/// The interfaces of Scrypted's devices that occur here, and which methods belong to each.
enum ScryptedInterface {
    static let methods: [String: Set<String>] = [
        "BufferConverter": ["convert"],
        "Camera": ["takePicture", "getPictureOptions"],
        "MixinProvider": ["canMixin", "getMixin", "releaseMixin"],
        "Notifier": ["sendNotification"],
        "ObjectDetector": ["getDetectionInput", "getObjectTypes"],
        "Settings": ["getSettings", "putSetting"],
        "VideoRecorder": [
            "getRecordingStream", "getRecordingStreamCurrent", "getRecordingStreamOptions", "getRecordingStreamThumbnail",
        ],
    ]

    /// Whether a device that has `interfaces` has `method`.
    static func has(_ method: String, in interfaces: [String]) -> Bool {
        interfaces.contains { methods[$0]?.contains(method) ?? false }
    }
}
