/// Why bytes are no JSON that we read.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: String, Sendable {
        case unexpectedEnd = "it ends too early"
        case unexpectedByte = "a byte that does not belong there"
        case trailingBytes = "something after the value"
        case controlCharacter = "a control character in a string"
        case badEscape = "an escape that does not exist"
        case badNumber = "a number that JSON does not know"
        case numberOutOfRange = "a number beyond what a Double holds"
        case tooDeep = "nested too deeply"
        case tooManyValues = "too many values"
    }

    package let reason: Reason
    /// In bytes from the beginning.
    package let offset: Int

    package var description: String { "\(reason.rawValue), at byte \(offset)" }
}
