/// Reads one JSON text (RFC 8259, strictly) from contiguous bytes, in one pass. Recursion ends at the permitted depth.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depthLeft: Int
    private var valuesLeft: Int

    /// - Parameter bytes: outlives the parser.
    init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int, maximumValues: Int) {
        self.bytes = bytes
        self.depthLeft = maximumDepth
        self.valuesLeft = maximumValues
    }

    mutating func parse() throws(JSONError) -> JSONValue {
        skipSpace()
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw error(.trailingBytes) }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        guard valuesLeft > 0 else { throw error(.tooManyValues) }
        valuesLeft -= 1
        guard let first = peek else { throw error(.unexpectedEnd) }
        switch first {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw error(.unexpectedByte)
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if !skips(UInt8(ascii: "]")) {
            repeat {
                skipSpace()
                elements.append(try value())
                skipSpace()
            } while skips(UInt8(ascii: ","))
            try expect(UInt8(ascii: "]"))
        }
        depthLeft += 1
        return .array(elements)
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        var members: [String: JSONValue] = [:]
        if !skips(UInt8(ascii: "}")) {
            repeat {
                skipSpace()
                guard peek == UInt8(ascii: "\"") else { throw error(peek == nil ? .unexpectedEnd : .unexpectedByte) }
                let key = try string()
                skipSpace()
                try expect(UInt8(ascii: ":"))
                skipSpace()
                members[key] = try value()
                skipSpace()
            } while skips(UInt8(ascii: ","))
            try expect(UInt8(ascii: "}"))
        }
        depthLeft += 1
        return .object(members)
    }

    /// Steps over the bracket, and the space behind it.
    private mutating func enter() throws(JSONError) {
        guard depthLeft > 0 else { throw error(.tooDeep) }
        depthLeft -= 1
        position += 1
        skipSpace()
    }

    private mutating func string() throws(JSONError) -> String {
        var text = JSONStringParser(bytes: bytes, start: position + 1)
        let parsed = try text.parse()
        position = text.end
        return parsed
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let parsed = try JSONNumberParser.parse(bytes, from: position)
        position = parsed.end
        return parsed.value
    }

    private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount {
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            guard bytes[position] == text.utf8Start[index] else { throw error(.unexpectedByte) }
            position += 1
        }
        return value
    }

    // MARK: - Bytes

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private mutating func skips(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard skips(byte) else { throw error(peek == nil ? .unexpectedEnd : .unexpectedByte) }
    }

    private func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: position) }
}
