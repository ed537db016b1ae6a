import Foundation

/// Finds what is large in a JSON document, without parsing the rest: the picture, and other strings of its kind.
///
/// A picture is 99 % of a request. It is cut out of the bytes before anything else looks at them, so that the JSON
/// parser sees a document of a few hundred bytes and the picture is decoded where it lies. Thumbnails and second
/// pictures, which some clients send along, are cut out as well: nobody reads them, and a parser would copy them.
struct PictureField {
    /// The picture's bytes between the quotes: the first string value of a top-level key that pictures come under.
    private(set) var picture: Range<Int>?
    /// Every other string longer than `longest`, in order.
    private(set) var ballast: [Range<Int>] = []

    /// No field that the service reads is longer.
    static let longest = 4_096
    /// The keys that clients send the picture under.
    private static let keys: [[UInt8]] = ["image", "imageBase64"].map { Array($0.utf8) }

    /// A document that is not JSON gives something or nothing; the parser will say what is wrong with it.
    init(in document: [UInt8]) {
        document.withUnsafeBufferPointer { find($0) }
    }

    private mutating func find(_ bytes: UnsafeBufferPointer<UInt8>) {
        var depth = 0
        var index = 0
        /// The last top-level string, as long as nothing but a colon has followed it.
        var pendingKey: Range<Int>?
        var isValueOfKey = false

        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                guard let end = Self.endOfString(bytes, from: index + 1) else { return }
                let string = (index + 1)..<end
                let isPicture = depth == 1 && isValueOfKey && pendingKey.map { Self.isPictureKey(bytes, $0) } ?? false
                if isPicture, picture == nil {
                    picture = string
                } else if string.count > Self.longest {
                    ballast.append(string)
                }
                if depth == 1 {
                    pendingKey = isValueOfKey ? nil : string
                    isValueOfKey = false
                }
                index = end
            case UInt8(ascii: ":"):
                if depth == 1, pendingKey != nil { isValueOfKey = true }
            case UInt8(ascii: ","):
                if depth == 1 {
                    pendingKey = nil
                    isValueOfKey = false
                }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
            default:
                break
            }
            index += 1
        }
    }

    private static func isPictureKey(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        keys.contains { $0.elementsEqual(bytes[range]) }
    }

    /// The index of the closing quote. Looks at no byte more than twice, whatever is escaped.
    private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        // Piece by piece, so that the second look finds in the processor's cache what the first one read.
        while index < bytes.count {
            let piece = index..<min(index + (16 << 10), bytes.count)
            let quote = position(of: UInt8(ascii: "\""), in: bytes, piece)
            let end = quote ?? piece.upperBound
            // What follows a backslash ends nothing.
            while index < end, let backslash = position(of: UInt8(ascii: "\\"), in: bytes, index..<end) {
                index = backslash + 2
            }
            if let quote, index <= quote { return quote }
            index = max(index, end)
        }
        return nil
    }

    /// The C library searches many bytes at once.
    private static func position(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        guard let start = bytes.baseAddress, let found = memchr(start + range.lowerBound, Int32(byte), range.count) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }
}
