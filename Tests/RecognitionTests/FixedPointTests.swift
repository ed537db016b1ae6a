import Foundation
import Testing

@testable import Recognition

@Suite struct FixedPointTests {
    @Test("exp agrees with the C library's over its whole range")
    func exponential() {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<20_000 {
            let x = Int64.random(in: 0...(40 << 32), using: &generator)
            let expected = exp(-Double(x) / 4_294_967_296)
            let actual = Double(FixedPoint.expNegative(x)) / Double(FixedPoint.unitWeight)
            // 2^-48 is the unit; 1e-9 relative is far more than a share of 2^-32 can tell.
            #expect(abs(actual - expected) <= expected * 1e-9 + 4e-15)
        }
    }

    @Test(
        "exp at its edges",
        arguments: [
            (0, 1 << 48), (-5, 1 << 48), (64 << 32, 0), (Int64.max, 0), (1, (1 << 48) - 65_536),
        ] as [(Int64, UInt64)])
    func edges(x: Int64, expected: UInt64) {
        #expect(abs(Int64(FixedPoint.expNegative(x)) - Int64(expected)) <= 1)
    }

    @Test("ln agrees with the C library's")
    func logarithm() {
        var generator = SplitMix64(seed: 2)
        for shift in 0..<64 {
            for _ in 0..<50 {
                let n = max(UInt64.random(in: .min ... .max, using: &generator) >> UInt64(shift), 1)
                #expect(abs(Double(FixedPoint.ln(n)) / 4_294_967_296 - log(Double(n))) < 2e-9)
            }
        }
        #expect(FixedPoint.ln(1) == 0)
        #expect(FixedPoint.ln(0) == 0)
    }
}
