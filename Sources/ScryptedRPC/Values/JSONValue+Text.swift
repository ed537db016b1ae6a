extension JSONValue {
    /// Reads one JSON text by RFC 8259: nothing around it but space, no comments, no NaN. Whole numbers within Int64 become
    /// integers, however they are written; broken UTF-8 and lone surrogates become U+FFFD; of equal keys the last one counts.
    /// - Parameters:
    ///   - maximumDepth: arrays and objects within each other.
    ///   - maximumValues: of all kinds together; many small ones take far more memory than their text.
    package init(
        parsing bytes: [UInt8], maximumDepth: Int = 128, maximumValues: Int = RPCLimits().valuesPerMessage
    ) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) -> JSONValue in
            var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth, maximumValues: maximumValues)
            return try parser.parse()
        }
    }

    /// As `init(parsing:)` from bytes.
    package init(
        parsing text: String, maximumDepth: Int = 128, maximumValues: Int = RPCLimits().valuesPerMessage
    ) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth, maximumValues: maximumValues)
    }

    /// JSON text without spaces, keys in order. Integers have no exponent, whole Doubles within Int64 no fraction; what is
    /// not finite is null.
    package var utf8: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}
