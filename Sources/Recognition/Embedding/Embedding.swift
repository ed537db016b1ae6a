/// How one person's crop looks to a model: a unit vector, rounded once to whole numbers of 2^-14.
///
/// Rounded before it is logged, so that every instance and every CPU computes the same similarities: an `Int32` dot
/// product is exact in any order, a floating point one is not.
package struct Embedding: Sendable, Hashable {
    /// Components times 2^14; the vector's length is 2^14 up to rounding.
    package let components: [Int16]

    package static let one: Float = 16_384
    /// No model has more; bounds what an entry can weigh.
    package static let maximumDimension = 4_096

    package var dimension: Int { components.count }

    /// Scales a model's raw output to unit length and rounds it. Nil when it is empty, too long, not finite, or all zero.
    package init?(normalizing values: [Float]) {
        let scaled = values.withUnsafeBufferPointer { Self(normalizing: $0) }
        guard let scaled else { return nil }
        self = scaled
    }

    /// As above, of numbers that lie anywhere.
    package init?(normalizing values: UnsafeBufferPointer<Float>) {
        guard !values.isEmpty, values.count <= Self.maximumDimension else { return nil }
        let squaredLength = values.reduce(0.0) { $0 + Double($1) * Double($1) }
        guard squaredLength.isFinite, squaredLength > 1e-24 else { return nil }
        let scale = Double(Self.one) / squaredLength.squareRoot()
        components = values.map { Int16((Double($0) * scale).rounded()) }
    }

    /// An embedding as it stands in a log entry.
    package init(components: [Int16]) {
        self.components = components
    }

    /// The unit vector itself, for people and the wire; the identity state never looks at it.
    package var floats: [Float] { components.map { Float($0) / Self.one } }

    /// The cosine of the angle between two embeddings of one model, exactly. Different dimensions have similarity 0.
    package func similarity(to other: Embedding) -> Similarity {
        guard dimension == other.dimension else { return Similarity(raw: 0) }
        var sum: Int32 = 0
        for (a, b) in zip(components, other.components) { sum &+= Int32(a) &* Int32(b) }
        return Similarity(raw: sum)
    }
}
