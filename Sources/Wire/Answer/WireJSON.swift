import Foundation

/// How every answer is written, whichever door it leaves by.
package enum WireJSON {
    package static func bytes(of answer: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return try encoder.encode(answer)
    }
}
