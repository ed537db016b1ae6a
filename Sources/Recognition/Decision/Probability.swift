/// A probability as a whole number of 2^-32, so that shares add up the same on every CPU.
package struct Probability: Sendable, Hashable, Comparable {
    package let raw: UInt64

    package static let one = Probability(raw: 1 << 32)
    package static let zero = Probability(raw: 0)

    package init(raw: UInt64) {
        self.raw = raw
    }

    package init(permille: UInt64) {
        raw = (permille << 32) / 1000
    }

    /// For people and the wire; the identity state never looks at it.
    package var value: Double { Double(raw) / 4_294_967_296 }

    package static func < (a: Probability, b: Probability) -> Bool { a.raw < b.raw }
}
