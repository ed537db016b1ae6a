/// One answered row of a picture, as far as notifications go.
package struct NotificationSighting: Sendable, Hashable {
    package var person: PersonID
    /// The name that the identity is known by.
    package var name: String?
    package var camera: Camera
    /// Only `person` and `face` are told of.
    package var className: String
    package var scorePermille: Int32
    package var isNew: Bool
    /// The shell's key of the cropped picture, in one sighting only; given back by `forgetPicture`.
    package var picture: UInt64?

    package init(
        person: PersonID, name: String?, camera: Camera, className: String, scorePermille: Int32, isNew: Bool, picture: UInt64?
    ) {
        self.person = person
        self.name = name
        self.camera = camera
        self.className = className
        self.scorePermille = scorePermille
        self.isNew = isNew
        self.picture = picture
    }
}
