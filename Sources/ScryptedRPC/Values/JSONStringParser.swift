/// Reads a JSON string. A first pass checks it and finds its end; text without escapes is then taken as it lies, other text
/// is written straight into the new string's own storage, for it never grows by unescaping.
struct JSONStringParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let start: Int
    /// Where reading goes on, behind the closing quote.
    private(set) var end: Int
    private var hasEscapes = false

    /// - Parameter start: behind the opening quote.
    init(bytes: UnsafeBufferPointer<UInt8>, start: Int) {
        self.bytes = bytes
        self.start = start
        self.end = start
    }

    /// Broken UTF-8 and lone surrogates become U+FFFD.
    mutating func parse() throws(JSONError) -> String {
        try findEnd()
        let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
        end += 1
        guard hasEscapes else { return String(decoding: text, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: text.count) { Self.unescape(text, into: $0) }
    }

    /// Leaves `end` at the closing quote.
    private mutating func findEnd() throws(JSONError) {
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try skipEscape()
            case 0..<0x20: throw JSONError(reason: .controlCharacter, offset: end)
            default: end += 1
            }
        }
        throw JSONError(reason: .unexpectedEnd, offset: end)
    }

    private mutating func skipEscape() throws(JSONError) {
        hasEscapes = true
        guard end + 1 < bytes.count else { throw JSONError(reason: .unexpectedEnd, offset: bytes.count) }
        guard bytes[end + 1] == UInt8(ascii: "u") else {
            guard Self.plain(bytes[end + 1]) != nil else { throw JSONError(reason: .badEscape, offset: end) }
            end += 2
            return
        }
        guard end + 6 <= bytes.count else { throw JSONError(reason: .unexpectedEnd, offset: bytes.count) }
        guard Self.unit(bytes, at: end) != nil else { throw JSONError(reason: .badEscape, offset: end) }
        end += 6
    }

    /// - Returns: how many bytes were written; never more than are read.
    private static func unescape(_ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var read = 0
        var written = 0
        while read < text.count {
            let byte = text[read]
            guard byte == UInt8(ascii: "\\") else {
                output[written] = byte
                read += 1
                written += 1
                continue
            }
            if let plain = plain(text[read + 1]) {
                output[written] = plain
                read += 2
                written += 1
                continue
            }
            let (scalar, length) = scalar(text, at: read)
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                output[written] = byte
                written += 1
            }
            read += length
        }
        return written
    }

    /// What `\n` and its like stand for; nil for `\u` and for what does not exist.
    private static func plain(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The scalar of the one or two `\uXXXX` at `index`, and how many bytes they take.
    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = unit(text, at: index) ?? 0xFFFD
        if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
        if UTF16.isLeadSurrogate(first), let second = unit(text, at: index + 6), UTF16.isTrailSurrogate(second),
            let scalar = Unicode.Scalar(0x1_0000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00))
        {
            return (scalar, 12)
        }
        return ("\u{FFFD}", 6)
    }

    /// The number in the `\uXXXX` at `index`; nil when there is none.
    private static func unit(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16? {
        guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt16 = 0
        for byte in text[(index + 2)..<(index + 6)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }
}
