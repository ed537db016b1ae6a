/// How much one row resembles one identity, and on which scale that was measured.
struct Likeness: Sendable, Hashable {
    enum Space: UInt8, Sendable, Hashable {
        /// Embeddings as they are.
        case raw
        /// Without what all pictures of each camera have in common.
        case centered
        /// The same, of pictures without colors.
        case gray
    }

    /// The cosine in its own space, pooled over the exemplars: what a floor is held against.
    var measured: Similarity
    /// The same on the scale of centered cosines: what verifies a track, and whether somebody is enrolled.
    var similarity: Similarity
    /// `similarity` less the handicap of exemplars taken by the row's own camera: what the posterior weighs.
    var weighed: Similarity
    var space: Space
    /// No camera mean was known, so that a likeness may be that of any two people here.
    var isFresh = false
}
