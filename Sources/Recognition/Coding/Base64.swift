/// Bytes as text (RFC 4648, with padding), for a module without Foundation.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    /// For each byte of text its six bits; 64 and more for what is not in the alphabet.
    private static let sextets: [UInt8] = {
        var sextets = [UInt8](repeating: 64, count: 256)
        for (value, letter) in alphabet.enumerated() { sextets[Int(letter)] = UInt8(value) }
        return sextets
    }()

    static func text(byteCount: Int, byte: (Int) -> UInt8) -> String {
        let letters = alphabet
        return String(unsafeUninitializedCapacity: (byteCount + 2) / 3 * 4) { text in
            var written = 0
            for start in stride(from: 0, to: byteCount, by: 3) {
                let left = byteCount - start
                var bits = UInt32(byte(start)) << 16
                if left > 1 { bits |= UInt32(byte(start + 1)) << 8 }
                if left > 2 { bits |= UInt32(byte(start + 2)) }
                for place in 0..<4 {
                    text[written] = place <= left ? letters[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : padding
                    written += 1
                }
            }
            return written
        }
    }

    /// Nil for anything that `text` does not write.
    static func bytes(_ text: String) -> [UInt8]? {
        var text = Array(text.utf8)
        guard text.count.isMultiple(of: 4) else { return nil }
        let missing = text.suffix(2).count { $0 == padding }
        text.removeLast(missing)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 2)
        var (bits, count) = (UInt32(0), 0)
        for letter in text {
            let sextet = sextets[Int(letter)]
            guard sextet < 64 else { return nil }
            bits = bits << 6 | UInt32(sextet)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return bytes
    }
}
