/// The id of an identity: `person_<ms>_<9 of a-z0-9>`, made from its first log entry and nothing else.
package struct PersonID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// - Parameters:
    ///   - firstSeen: the event time of the first sighting.
    ///   - seed: the entry's random number.
    ///   - ordinal: which sighting of the entry; two rows of one picture get unrelated ids.
    package init(firstSeen: Timestamp, seed: UInt64, ordinal: Int) {
        // SplitMix64's finaliser: one multiplication chain spreads every bit of the seed over the suffix.
        var bits = seed &+ UInt64(ordinal + 1) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
        var suffix: [UInt8] = []
        for _ in 0..<9 {
            suffix.append(alphabet[Int(bits % 36)])
            bits /= 36
        }
        description = "person_\(firstSeen.milliseconds)_\(String(decoding: suffix, as: UTF8.self))"
    }
}
