/// A person known for now.
struct Identity: Sendable, Codable {
    let id: PersonID
    /// Position in the order of creation: settles ties, and stands for the identity where the id would weigh too much.
    let number: UInt64
    var name: String?
    /// Event times and camera of the first sighting, and the event time of the last.
    let firstSeen: Timestamp
    let firstCamera: Camera
    private(set) var lastSeen: Timestamp
    /// When the log took the last sighting; windows and eviction go by it.
    private(set) var lastLogged: Timestamp
    /// Everywhere it was seen, first camera first.
    private(set) var cameras: [Camera]
    /// Who was in one picture with it, latest last. Two such are two people for ever, and came together for a window.
    private var companions: [Companion] = []

    private struct Companion: Codable {
        var number: UInt64
        var logged: Timestamp
    }

    /// Beyond, further cameras are not listed, and the companion longest ago is forgotten.
    static let maximumCameras = 64
    static let maximumCompanions = 64

    init(id: PersonID, number: UInt64, firstSeen: Timestamp, camera: Camera, logged: Timestamp) {
        self.id = id
        self.number = number
        self.firstSeen = firstSeen
        firstCamera = camera
        lastSeen = firstSeen
        lastLogged = logged
        cameras = [camera]
    }

    mutating func see(on camera: Camera, eventTime: Timestamp, logged: Timestamp) {
        lastSeen = max(lastSeen, eventTime)
        lastLogged = max(lastLogged, logged)
        if let known = cameras.firstIndex(where: { $0.id == camera.id }) {
            cameras[known].name = camera.name
        } else if cameras.count < Self.maximumCameras {
            cameras.append(camera)
        }
    }

    mutating func wasTogether(with other: UInt64, logged: Timestamp) {
        companions.removeAll { $0.number == other }
        if companions.count >= Self.maximumCompanions { companions.removeFirst() }
        companions.append(Companion(number: other, logged: logged))
    }

    func wasTogether(with other: Identity, within window: Int64, of now: Timestamp) -> Bool {
        companions.contains { $0.number == other.number && now.since($0.logged) <= window }
    }
}
