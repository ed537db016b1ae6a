/// What a sighting brings for comparison, or why it brings nothing.
package enum Appearance: Sendable, Hashable, Codable {
    /// - Parameter desaturated: how the same crop looks to the model without its colours, where gray pictures are about; a
    ///   gray picture's crop has none, since it would be the same.
    case embedded(Embedding, desaturated: Embedding? = nil)
    /// No inference was run, because a fresh track named the person when the picture came in.
    case trackSuffices
    /// The sighting itself is not worth comparing: an impossible box, a person too small or hidden, another class.
    case unusable(Reason)
    /// We failed: no picture, overloaded, model error. Such a row is never suppressed by appearance.
    case unavailable(Reason)

    var isEmbedded: Bool { if case .embedded = self { true } else { false } }
}
