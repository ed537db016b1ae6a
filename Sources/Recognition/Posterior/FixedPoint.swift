/// Logarithms and exponentials in whole numbers, so that every CPU gets the same bits.
///
/// A log-weight is an `Int64` of 2^-32 nats. The tables are powers of e rounded to 64 bits; tests hold both functions
/// against the C library's.
enum FixedPoint {
    /// One nat as a log-weight.
    static let one: Int64 = 1 << 32
    /// Beyond this a log-weight says nothing more (e^300 is 10^130), and sums of 64 of them stay far inside 64 bits.
    static let limit: Int64 = 300 << 32
    /// The weight 1 as `expNegative` returns it.
    static let unitWeight: UInt64 = 1 << 48

    /// e^-(2^p) times 2^64, for p from -16 to 5.
    private static let powers: [UInt64] = [
        0xFFFF_0000_7FFF_D555, 0xFFFE_0001_FFFE_AAAB, 0xFFFC_0007_FFF5_5560, 0xFFF8_001F_FFAA_AB55, 0xFFF0_007F_FD55_6000,
        0xFFE0_01FF_EAAB_5551, 0xFFC0_07FF_555F_FF77, 0xFF80_1FFA_AB55_4446, 0xFF00_7FD5_5FFD_DE39, 0xFE01_FEAB_5511_27CC,
        0xFC07_F55F_F77D_2494, 0xF81F_AB54_45AE_BC8A, 0xF07D_5FDE_3815_1E73, 0xE1EB_5127_6C11_0C3C, 0xC75F_7CF5_6410_5743,
        0x9B45_97E3_7CB0_4FF4, 0x5E2D_58D8_B3BC_DF1B, 0x22A5_5547_7F03_9740, 0x04B0_556E_084F_3D1E, 0x0015_FC21_0410_27AD,
        0x0000_01E3_55BB_AEE8, 0x0000_0000_0003_908D,
    ]
    /// ln 2 times 2^63.
    private static let ln2: UInt64 = 0x58B9_0BFB_E8E7_BCD6

    /// e^-x times 2^48, for x ≥ 0 in 2^-32 nats; 1 for a negative x.
    static func expNegative(_ x: Int64) -> UInt64 {
        guard x > 0 else { return unitWeight }
        guard x < 64 << 32 else { return 0 }
        var product: UInt64 = 1 << 63
        for (bit, power) in powers.enumerated() where x >> Int64(16 + bit) & 1 == 1 {
            product = product.multipliedFullWidth(by: power).high
        }
        // The lowest 16 bits are below 2^-16, where 1 − t + t²/2 is exact to 2^-50.
        let rest = UInt64(x & 0xFFFF)
        if rest > 0 { product = product.multipliedFullWidth(by: 0 &- rest << 32 &+ rest * rest / 2).high }
        return product >> 15
    }

    /// ln n in 2^-32 nats; 0 for n = 0.
    static func ln(_ n: UInt64) -> Int64 {
        guard n > 0 else { return 0 }
        let exponent = UInt64(63 - n.leadingZeroBitCount)
        // log2 bit by bit: square the mantissa (1 ≤ m < 2, times 2^63); each time it passes 2 the next bit is one.
        var mantissa = n << UInt64(n.leadingZeroBitCount)
        var log2 = exponent
        for _ in 0..<40 {
            let square = mantissa.multipliedFullWidth(by: mantissa)
            let carries = square.high >> 63
            mantissa = carries == 1 ? square.high : square.high << 1 | square.low >> 63
            log2 = log2 << 1 | carries
        }
        // 2^-40 times 2^-63, brought to 2^-32 by a shift of 71.
        return Int64(log2.multipliedFullWidth(by: ln2).high >> 7)
    }

    /// The whole part of the square root.
    static func squareRoot(_ n: UInt64) -> UInt64 {
        guard n > 0 else { return 0 }
        // Newton's method from above: falls until it is there.
        var root: UInt64 = 1 << UInt64((64 - n.leadingZeroBitCount + 1) / 2)
        while true {
            let next = (root + n / root) / 2
            if next >= root { return root }
            root = next
        }
    }

    /// Thousandths of a nat as a log-weight.
    static func nats(milli: Int64) -> Int64 { clamped(min(max(milli, -300_000), 300_000) * one / 1000) }

    /// ln of a factor given in thousandths.
    static func ln(permille: Int64) -> Int64 { permille > 0 ? ln(UInt64(permille)) - ln(1000) : -limit }

    static func clamped(_ weight: Int64) -> Int64 { min(max(weight, -limit), limit) }
}
