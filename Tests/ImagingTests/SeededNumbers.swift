@testable import Imaging

/// Reproducible numbers for tests (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A box that overlaps a picture of this size; some hang out of it.
    mutating func box(width: Int, height: Int) -> PixelRect {
        let x = Int.random(in: -8..<width, using: &self), y = Int.random(in: -8..<height, using: &self)
        return PixelRect(
            x: x, y: y, width: max(Int.random(in: 1...width, using: &self), 1 - x),
            height: max(Int.random(in: 1...height, using: &self), 1 - y))
    }
}
