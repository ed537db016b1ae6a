/// Writes values as JSON text in one pass.
///
/// Foundation's `JSONEncoder` first builds a tree of the whole text, which costs more than the rest of an answer. Here every
/// value goes straight to its place. So a value must write its containers one after the other, as all synthesized code does;
/// one that returns to a container it has already left traps. Keys keep the order in which they are written.
package enum JSONText {
    /// - Throws: `EncodingError.invalidValue` for a number that is not finite.
    package static func bytes(of value: some Encodable) throws -> [UInt8] {
        let output = JSONOutput()
        try output.write(value)
        return output.bytes
    }

    package static func text(of value: some Encodable) throws -> String {
        String(decoding: try bytes(of: value), as: UTF8.self)
    }
}
