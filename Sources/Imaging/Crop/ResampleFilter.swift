/// How a crop is brought to the size a model wants.
package enum ResampleFilter: String, Sendable, Hashable, CaseIterable {
    /// A triangle as wide as the step between output pixels, so that shrinking averages instead of skipping. What
    /// Pillow's `resize(…, BILINEAR)` does, and with it most training code.
    case antialiasedBilinear
    /// The two nearest pixels on each axis, whatever the factor; centres at half pixels, borders repeated. What OpenCV's
    /// `INTER_LINEAR` does.
    case bilinear
}
