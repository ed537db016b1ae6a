/// A notification from the first sighting until it is delivered or given up.
struct PendingNotification: Sendable, Hashable {
    let number: UInt64
    /// Whose first sighting it tells of, and others that turned out to bear the same name.
    private(set) var people: [PersonID]
    /// As it was sent, or will be.
    var name: String?
    /// The name that came since; the next sending bears it.
    var nextName: String?
    let camera: Camera
    var picture: UInt64?
    let tag: String
    let began: Timestamp

    var stage: Stage
    /// When `stage` is over.
    var due: Timestamp
    var occasion: OutgoingNotification.Occasion
    var notifier = 0
    /// Attempts that this notifier has used up.
    var attempts = 0
    var sendings = 0
    /// What was said to be in its way since it was last sent.
    var obstacle: NotificationObstacle?

    enum Stage: Sendable, Hashable {
        /// For a name.
        case held
        /// For its turn, for a connection or for a notifier.
        case waiting
        /// With a notifier that has not answered.
        case out
    }

    /// Beyond, others of the same name are not remembered and may be told of once more.
    private static let maximumPeople = 16

    init(_ sighting: NotificationSighting, number: UInt64, tag: String, began: Timestamp) {
        self.number = number
        people = [sighting.person]
        name = sighting.name
        camera = sighting.camera
        picture = sighting.picture
        self.tag = tag
        self.began = began
        (stage, due, occasion) = (.waiting, began, .named)
    }

    var person: PersonID { people[0] }
    var latestName: String? { nextName ?? name }
    var id: NotificationID { NotificationID(notification: number, sending: sendings) }

    /// Where there is a name it decides, or else the identity.
    func isAbout(_ sighting: NotificationSighting) -> Bool {
        sighting.name.map { $0 == latestName } ?? people.contains(sighting.person)
    }

    mutating func add(_ others: some Sequence<PersonID>) {
        for other in others where people.count < Self.maximumPeople && !people.contains(other) { people.append(other) }
    }

    var outgoing: OutgoingNotification {
        OutgoingNotification(
            id: id, person: person, name: name, camera: camera, picture: picture, tag: tag, notifier: notifier, attempt: attempts,
            occasion: occasion)
    }
}
