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

    /// What a character is worth in each of the four places of a group, for each place 256 words; the highest byte is set for
    /// what is no plain character.
    private static let words: [UInt32] = (0..<4).flatMap { place in
        values.map { $0 < 64 ? UInt32($0) << UInt32(18 - 6 * place) : 0xFF00_0000 }
    }

    /// Decodes `bytes[range]` to the front of `bytes` and cuts the rest off. False, with `bytes` emptied, when it is not base64.
    ///
    /// JSON's escapes of characters that base64 uses (`\/`, `\u002F`, line breaks) are understood.
    static func decodeInPlace(_ bytes: inout [UInt8], range: Range<Int>) -> Bool {
        decodeInPlace(&bytes, range: range, isCut: false)
    }

    /// About the first `byteCount` bytes of what `text[range]` stands for: fewer where characters are escaped. Nil when they
    /// are not base64.
    static func start(of text: [UInt8], range: Range<Int>, byteCount: Int) -> [UInt8]? {
        let characters = min(byteCount / 3 * 4, range.count)
        var bytes = Array(text[range.prefix(characters)])
        return decodeInPlace(&bytes, range: 0..<characters, isCut: characters < range.count) ? bytes : nil
    }

    /// The most bytes that so many characters stand for.
    static func mostBytes(from characters: Int) -> Int { (characters + 3) / 4 * 3 }

    /// - Parameter isCut: the text goes on behind `range`, so its last escape and its last group may be incomplete.
    private static func decodeInPlace(_ bytes: inout [UInt8], range: Range<Int>, isCut: Bool) -> Bool {
        let written = bytes.withUnsafeMutableBufferPointer { bytes in
            words.withUnsafeBufferPointer { words in
                values.withUnsafeBufferPointer { decode(bytes, range: range, isCut: isCut, table: $0, words: words) }
            }
        }
        bytes.removeSubrange((written ?? 0)...)
        return written != nil
    }

    /// Writing never overtakes reading: three bytes come out where at least four went in.
    private static func decode(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, range: Range<Int>, isCut: Bool, table: UnsafeBufferPointer<UInt8>,
        words: UnsafeBufferPointer<UInt32>
    ) -> Int? {
        var read = range.lowerBound, write = 0
        var bits: UInt32 = 0, count = 0
        var isPadded = false

        while read < range.upperBound {
            // The common case first: groups of four plain characters.
            if count == 0, !isPadded {
                (read, write) = decodePlain(bytes, from: read, to: range.upperBound, writing: write, words: words)
            }
            guard read < range.upperBound else { break }

            var character = bytes[read]
            read += 1
            if character == UInt8(ascii: "\\") {
                guard let (unescaped, length) = unescape(bytes, at: read, end: range.upperBound) else {
                    return isCut && range.upperBound - read < longestEscape ? write : nil
                }
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
        default: return isCut ? write : nil
        }
    }

    /// Decodes groups up to the first that has something else in it.
    ///
    /// A whole word is written for three bytes; the fourth lies where the group itself was read, or before.
    private static func decodePlain(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, from start: Int, to end: Int, writing target: Int,
        words: UnsafeBufferPointer<UInt32>
    ) -> (read: Int, write: Int) {
        guard let bytes = bytes.baseAddress, let first = words.baseAddress else { return (start, target) }
        let (second, third, fourth) = (first + 256, first + 512, first + 768)
        var read = start, write = target
        while end &- read >= 4 {
            let text = UnsafeRawPointer(bytes + read).loadUnaligned(as: UInt32.self).littleEndian
            let word =
                first[Int(text & 0xFF)] | second[Int(text >> 8 & 0xFF)] | third[Int(text >> 16 & 0xFF)] | fourth[Int(text >> 24)]
            guard word < 0x0100_0000 else { break }
            UnsafeMutableRawPointer(bytes + write).storeBytes(of: (word << 8).bigEndian, as: UInt32.self)
            read &+= 4
            write &+= 3
        }
        return (read, write)
    }

    /// Bytes of `u002F`, behind the backslash.
    private static let longestEscape = 5

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
