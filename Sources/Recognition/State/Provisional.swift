/// A stand-in identity for what could not be compared: known by camera and tracker id, or by camera and place in the row.
struct Provisional: Sendable, Codable {
    let id: PersonID
    /// Event times and camera of its sightings.
    let firstSeen: Timestamp
    let camera: Camera
    var lastSeen: Timestamp
    var lastLogged: Timestamp
    /// Where it was last; nil when that box was impossible.
    var box: BoundingBox?
    /// When it was last answered as new, which is what may hold back a further answer.
    var toldLogged: Timestamp
    /// Who was in one picture with it, latest last: should it become an identity, those are other people.
    var company: [PersonID] = []

    struct Key: Sendable, Hashable, Codable {
        var cameraID: String
        var className: String
        var track: String?
        /// How many rows of the picture come before it under the same track, or without one.
        var ordinal: Int
    }

    /// Beyond, the one seen longest ago goes.
    static let capacity = 4_096
    /// Beyond, the companion longest ago is forgotten.
    static let maximumCompany = 16

    var firstSighting: Decision.FirstSighting { Decision.FirstSighting(firstSeen: firstSeen, lastSeen: lastSeen, camera: camera) }
}
