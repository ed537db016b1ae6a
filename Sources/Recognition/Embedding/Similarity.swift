/// A cosine as a whole number of 2^-28: what the dot product of two `Embedding`s gives.
package struct Similarity: Sendable, Hashable, Comparable {
    package let raw: Int32

    package init(raw: Int32) {
        self.raw = raw
    }

    /// For people and the wire; the identity state never looks at it.
    package var value: Double { Double(raw) / 268_435_456 }

    package static func < (a: Similarity, b: Similarity) -> Bool { a.raw < b.raw }
}
