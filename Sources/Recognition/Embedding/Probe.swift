/// One sighting's embeddings by modality, as they are compared and kept.
struct Probe: Sendable, Hashable {
    /// The embedding as it was made: of a picture with colours or of a gray one.
    var embedding: Embedding
    /// The picture has no colours.
    var isGray: Bool
    /// What it looks like without its colours; nil when that was not looked at.
    var desaturated: Embedding?
    var camera: String

    /// What it brings into the gray space.
    var gray: Embedding? { isGray ? embedding : desaturated }
    var colour: Embedding? { isGray ? nil : embedding }
}
