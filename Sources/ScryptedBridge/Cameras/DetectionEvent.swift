import ReIdentification
import Recognition

/// What a camera's detector saw at one moment, as far as people go.
struct DetectionEvent: Sendable {
    var camera: Camera
    var time: Timestamp
    /// By which the camera finds the picture in which this was seen; it keeps it for ten seconds.
    var detectionID: String?
    var eventID: String?
    /// What the boxes refer to.
    var frameSize: FrameRequest.FrameSize?
    /// Never empty.
    var rows: [Detection]

    /// Requests are counted by it.
    var key: Key { Key(camera: camera.id, detectionID: detectionID) }

    struct Key: Hashable {
        var camera: String
        var detectionID: String?
    }

    /// What makes a row one that was not there before: its track, and its name.
    var marks: Set<Mark> {
        var marks: Set<Mark> = []
        for row in rows {
            if row.track != nil { marks.insert(Mark(camera: camera.id, track: row.track, label: nil)) }
            if row.label != nil { marks.insert(Mark(camera: camera.id, track: row.track, label: row.label)) }
        }
        return marks
    }

    struct Mark: Hashable {
        var camera: String
        var track: String?
        var label: String?
    }
}
