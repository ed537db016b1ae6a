/// Base64 as it stands inside a JSON string, decoded where it lies: a picture of megabytes is never copied.
enum Base64 {
    private static let skip: UInt8 = 0xFE
    private static let bad: UInt8 = 0xFF
    private static let padding: UInt8 = 0xFD

    /// Value of every byte: 0–63, or one of the three marks above. Both alphabets, with `+/` and with `-_`.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: bad, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() { table[Int(character)] = UInt8(value) }
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        table[Int(UInt8(ascii: "="))] = padding
        for space in " \t\r\n".utf8 { table[Int(space)] = skip }
        return table
    }()

    /// Decodes `bytes[range]` to the front of `bytes` and cuts the rest off. False, with `bytes` emptied, when it is not base64.
    ///
    /// JSON's escapes of characters that base64 uses (`\/`, `\u002F`, line breaks) are understood.
    static func decodeInPlace(_ bytes: inout [UInt8], range: Range<Int>) -> Bool {
        let written = values.withUnsafeBufferPointer { table in
            bytes.withUnsafeMutableBufferPointer { decode($0, range: range, table: table) }
        }
        bytes.removeSubrange((written ?? 0)...)
        return written != nil
    }

    /// Writing never overtakes reading: three bytes come out where at least four went in.
    private static func decode(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, range: Range<Int>, table: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var read = range.lowerBound, write = 0
        var bits: UInt32 = 0, count = 0
        var isPadded = false

        while read < range.upperBound {
            // The common case first: four plain characters.
            while count == 0, !isPadded, read + 4 <= range.upperBound {
                let a = table[Int(bytes[read])], b = table[Int(bytes[read + 1])]
                let c = table[Int(bytes[read + 2])], d = table[Int(bytes[read + 3])]
                guard a | b | c | d < 64 else { break }
                let word = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                bytes[write] = UInt8(truncatingIfNeeded: word >> 16)
                bytes[write + 1] = UInt8(truncatingIfNeeded: word >> 8)
                bytes[write + 2] = UInt8(truncatingIfNeeded: word)
                read += 4
                write += 3
            }
            guard read < range.upperBound else { break }

            var character = bytes[read]
            read += 1
            if character == UInt8(ascii: "\\") {
                guard let (unescaped, length) = unescape(bytes, at: read, end: range.upperBound) else { return nil }
                character = unescaped
                read += length
            }
            let value = table[Int(character)]
            if value == skip { continue }
            if value == padding {
                isPadded = true
                continue
            }
            guard value < 64, !isPadded else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count == 4 {
                bytes[write] = UInt8(truncatingIfNeeded: bits >> 16)
                bytes[write + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                bytes[write + 2] = UInt8(truncatingIfNeeded: bits)
                write += 3
                bits = 0
                count = 0
            }
        }

        // What is left of the last group; its padding may be missing.
        switch count {
        case 0: return write
        case 2:
            bytes[write] = UInt8(truncatingIfNeeded: bits >> 4)
            return write + 1
        case 3:
            bytes[write] = UInt8(truncatingIfNeeded: bits >> 10)
            bytes[write + 1] = UInt8(truncatingIfNeeded: bits >> 2)
            return write + 2
        default: return nil
        }
    }

    /// The character that a JSON escape stands for, and how many bytes follow the backslash.
    private static func unescape(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int, end: Int
    ) -> (UInt8, Int)? {
        guard index < end else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "/"): return (UInt8(ascii: "/"), 1)
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return (UInt8(ascii: "\n"), 1)
        case UInt8(ascii: "u"):
            guard index + 5 <= end,
                let code = UInt8(String(decoding: bytes[(index + 1)..<(index + 5)], as: UTF8.self), radix: 16)
            else { return nil }
            return (code, 5)
        default: return nil
        }
    }
}
