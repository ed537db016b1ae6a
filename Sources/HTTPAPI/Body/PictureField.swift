/// Finds the picture inside a JSON document without parsing the rest: the string value of a top-level key.
///
/// A picture is 99 % of a request. It is cut out of the bytes before anything else looks at them, so that the JSON
/// parser sees a document of a few hundred bytes and the picture is decoded where it lies.
struct PictureField {
    /// The bytes between the quotes.
    let value: Range<Int>

    /// The keys that clients send the picture under.
    private static let keys: [[UInt8]] = ["image", "imageBase64"].map { Array($0.utf8) }

    /// Nil when there is no such key with a string value, or the document is not JSON at all (the parser will say so).
    init?(in document: [UInt8]) {
        guard let value = document.withUnsafeBufferPointer(Self.find) else { return nil }
        self.value = value
    }

    private static func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var depth = 0
        var index = 0
        /// The last top-level string, as long as nothing but a colon has followed it.
        var pendingKey: Range<Int>?
        var isValueOfKey = false

        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                guard let end = endOfString(bytes, from: index + 1) else { return nil }
                let string = (index + 1)..<end
                if depth == 1 {
                    if isValueOfKey, let key = pendingKey, isPictureKey(bytes, key) { return string }
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
        return nil
    }

    private static func isPictureKey(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        keys.contains { $0.elementsEqual(bytes[range]) }
    }

    /// The index of the closing quote.
    private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): return index
            case UInt8(ascii: "\\"): index += 2
            default: index += 1
            }
        }
        return nil
    }
}
