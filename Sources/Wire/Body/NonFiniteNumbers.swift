/// Python writes `NaN` and `Infinity`, which are not JSON. One such box must not cost the other rows their answers.
///
/// Foundation's JSON5 mode would read them, but it traps on broken UTF-8, and a body comes from outside.
enum NonFiniteNumbers {
    private static let words = ["-Infinity", "Infinity", "NaN"].map { Array($0.utf8) }

    /// The document with `null` for each of them outside of strings; nil when there is none.
    static func replacedByNull(in document: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var index = 0
        var copied = 0
        var isInString = false
        while index < document.count {
            switch document[index] {
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "-"), UInt8(ascii: "I"), UInt8(ascii: "N"):
                guard !isInString, let word = words.first(where: { document[index...].starts(with: $0) }) else { break }
                result += document[copied..<index]
                result += "null".utf8
                index += word.count - 1
                copied = index + 1
            default: break
            }
            index += 1
        }
        return copied == 0 ? nil : result + document[copied...]
    }
}
