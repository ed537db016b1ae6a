/// One person (or other thing to be told of once) in one picture, ready to be judged.
package struct Sighting: Sendable, Hashable, Codable {
    /// `person` for everything that gets an identity; any other class is only told of once per camera, track and window.
    package var className: String
    /// Nil when the box was impossible.
    package var box: BoundingBox?
    package var scorePermille: Int32
    /// The name a face or the detector lent to this body.
    package var label: String?
    /// How sure the recognizer of the name was, in thousandths; nil for a name that was only carried along.
    package var labelScorePermille: Int32?
    package var track: String?
    package var quality: Quality
    package var appearance: Appearance

    package init(
        className: String, box: BoundingBox?, scorePermille: Int32, label: String? = nil,
        labelScorePermille: Int32? = nil, track: String? = nil, quality: Quality, appearance: Appearance
    ) {
        self.className = className
        self.box = box
        self.scorePermille = scorePermille
        self.label = label
        self.labelScorePermille = labelScorePermille
        self.track = track
        self.quality = quality
        self.appearance = appearance
    }

    /// Other classes have no identity, no name and no track of ours.
    package var isPersonOrFace: Bool { className == "person" || className == "face" }
}
