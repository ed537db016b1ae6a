/// A person known for now.
struct Identity: Sendable, Codable {
    let id: PersonID
    /// Position in the order of creation: settles ties, and stands for the identity where the id would weigh too much.
    let number: UInt64
    var name: String?
    /// Ids of identities that were found to be this person, the one found last at the end.
    private(set) var aliases: [PersonID] = []
    /// Event times and camera of the first sighting, and the event time of the last.
    private(set) var firstSeen: Timestamp
    private(set) var firstCamera: Camera
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

    /// Beyond, further cameras are not listed, the companion longest ago is forgotten, and the oldest alias leads nowhere.
    static let maximumCameras = 64
    static let maximumCompanions = 64
    static let maximumAliases = 32

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

    /// Whether the two ever were in one picture, as far as either remembers.
    func wasEverTogether(with other: Identity) -> Bool {
        companions.contains { $0.number == other.number } || other.companions.contains { $0.number == number }
    }

    // MARK: Two identities that are one

    /// Takes over everything another identity was known by, its id as an alias. The own name comes first.
    mutating func absorb(_ other: Identity) {
        name = name ?? other.name
        if other.firstSeen < firstSeen { (firstSeen, firstCamera) = (other.firstSeen, other.firstCamera) }
        lastSeen = max(lastSeen, other.lastSeen)
        lastLogged = max(lastLogged, other.lastLogged)
        for camera in other.cameras where !cameras.contains(where: { $0.id == camera.id }) {
            if cameras.count < Self.maximumCameras { cameras.append(camera) }
        }
        let all = companions + other.companions.filter { theirs in !companions.contains { $0.number == theirs.number } }
        companions = all.sorted { ($0.logged, $0.number) < ($1.logged, $1.number) }.suffix(Self.maximumCompanions)
        aliases = (aliases + other.aliases + [other.id]).suffix(Self.maximumAliases)
    }

    /// The company of one identity was that of another; nil: nobody's any more.
    mutating func replaceCompanion(_ number: UInt64, by other: UInt64?) {
        guard let place = companions.firstIndex(where: { $0.number == number }) else { return }
        guard let other, !companions.contains(where: { $0.number == other }) else {
            companions.remove(at: place)
            return
        }
        companions[place].number = other
    }

    mutating func removeAliases() { aliases = [] }
}
