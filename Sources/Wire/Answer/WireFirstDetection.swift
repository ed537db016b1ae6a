import Recognition

/// Where and when the identity was first seen.
struct WireFirstDetection: Encodable {
    var personId: String
    var firstSeen: Int64
    var lastSeen: Int64
    var cameraId: String
    var cameraName: String

    init(personId: String, sighting: Decision.FirstSighting) {
        self.personId = personId
        firstSeen = sighting.firstSeen.milliseconds
        lastSeen = sighting.lastSeen.milliseconds
        cameraId = sighting.camera.id
        cameraName = sighting.camera.name
    }
}
