/// One row of a detector's answer, already parsed: what it is, where, how sure, and what the camera's tracker calls it.
package struct Detection: Sendable, Hashable {
    /// `person`, `face`, or any other class a client asks to have answered.
    package var className: String
    /// Nil when the request's box was impossible: negative, empty, outside the picture or not four numbers.
    package var box: BoundingBox?
    /// The detector's confidence in thousandths.
    package var scorePermille: Int32
    /// A name that a recogniser gave this row.
    package var label: String?
    package var labelScorePermille: Int32?
    /// The id of the camera's own tracker, unique on that camera for as long as the track lives.
    package var track: String?
    /// The detector says that the frame's border cuts this box.
    package var isClipped: Bool

    package init(
        className: String, box: BoundingBox?, scorePermille: Int32, label: String? = nil,
        labelScorePermille: Int32? = nil, track: String? = nil, isClipped: Bool = false
    ) {
        self.className = className
        self.box = box
        self.scorePermille = scorePermille
        self.label = label
        self.labelScorePermille = labelScorePermille
        self.track = track
        self.isClipped = isClipped
    }
}
