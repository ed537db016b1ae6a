import Recognition

extension PictureSource {
    /// Cameras keep the frame of a detection for so long.
    static let detectionLifeMs: Int64 = 10_000

    /// What to try for an event, in this order, and why the better ones are not among it.
    static func order(
        for event: DetectionEvent, at camera: SystemDevice, now: Timestamp
    ) -> (sources: [PictureSource], skipped: [String]) {
        var sources: [PictureSource] = []
        var skipped: [String] = []
        let age = now.since(event.time)
        if !camera.interfaces.contains("ObjectDetector") {
            skipped.append("detection: the camera detects nothing")
        } else if let id = event.detectionID {
            if age <= detectionLifeMs {
                sources.append(.detection(id: id, event: event.eventID))
            } else {
                skipped.append("detection: \(age / 1_000) s old")
            }
        } else {
            skipped.append("detection: the event has no detection id")
        }
        if camera.interfaces.contains("VideoRecorder") {
            sources.append(.recording(at: event.time.milliseconds))
        } else {
            skipped.append("recording: the camera does not record")
        }
        if camera.interfaces.contains("Camera") {
            sources.append(.snapshot)
        } else {
            skipped.append("snapshot: the camera takes none")
        }
        return (sources, skipped)
    }
}
