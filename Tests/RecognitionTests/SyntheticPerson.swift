@testable import Recognition

/// Somebody whose looks are known exactly: person n lies on axis n, and a view of them leans towards an axis that
/// nobody else uses.
struct SyntheticPerson {
    static let dimension = 64
    let number: Int

    init(_ number: Int) {
        self.number = number
    }

    /// The person as they are: similarity 1 to itself, 0 to anybody else.
    var embedding: Embedding { view(0) }

    /// Leans away from the person: similarity `length` / 2^14 to `embedding`, exactly.
    func resembling(_ length: Int16, awayTo axis: Int = SyntheticPerson.dimension - 1) -> Embedding {
        var components = [Int16](repeating: 0, count: Self.dimension)
        components[number] = length
        let rest = (16_384.0 * 16_384.0 - Double(length) * Double(length)).squareRoot()
        components[axis] = Int16(rest.rounded())
        return Embedding(components: components)
    }

    /// With so much noise (0 none, 1 as long as the person) of a given seed.
    func view(_ noise: Float, seed: UInt64 = 0) -> Embedding {
        var generator = SplitMix64(seed: seed)
        var values = (0..<Self.dimension).map { _ in
            noise * Float.random(in: -1...1, using: &generator) * (3 / Float(Self.dimension)).squareRoot()
        }
        values[number] += 1
        return Embedding(normalizing: values) ?? Embedding(components: [])
    }
}
