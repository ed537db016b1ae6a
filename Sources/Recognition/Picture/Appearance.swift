/// What a sighting brings for comparison, or why it brings nothing.
package enum Appearance: Sendable, Hashable {
    case embedded(Embedding)
    /// No inference was run, because a fresh track named the person when the picture came in.
    case trackSuffices
    /// The sighting itself is not worth comparing: an impossible box, a person too small or hidden, another class.
    case unusable(Reason)
    /// We failed: no picture, overloaded, model error. Such a row is never suppressed by appearance.
    case unavailable(Reason)
}
