import JSONText

/// How every answer is written, whichever door it leaves by.
package enum WireJSON {
    package static func bytes(of answer: some Encodable) throws -> [UInt8] {
        try JSONText.bytes(of: answer)
    }
}
