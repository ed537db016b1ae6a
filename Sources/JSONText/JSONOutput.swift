/// The text so far, and which objects and arrays are open in it.
final class JSONOutput {
    // Nothing here calls out while it changes these, and checking that at every byte would take a third of the time.
    @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
    /// What closes each of them, outermost first.
    @exclusivity(unchecked) private var closers: [UInt8] = []

    init() {
        bytes.reserveCapacity(2_048)
    }

    // MARK: Objects and arrays

    /// - Returns: the container's depth, by which its members find their place.
    func openObject() -> Int { open(UInt8(ascii: "{"), UInt8(ascii: "}")) }

    func openArray() -> Int { open(UInt8(ascii: "["), UInt8(ascii: "]")) }

    private func open(_ opener: UInt8, _ closer: UInt8) -> Int {
        bytes.append(opener)
        closers.append(closer)
        return closers.count
    }

    /// Closes what is open inside of `depth`, and separates its next member from the one before.
    func beginMember(at depth: Int) {
        precondition(depth <= closers.count, "a container that was left is written to")
        close(to: depth)
        if let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
    }

    func beginMember(named key: String, at depth: Int) {
        beginMember(at: depth)
        write(key)
        bytes.append(UInt8(ascii: ":"))
    }

    private func close(to depth: Int) {
        while closers.count > depth { bytes.append(closers.removeLast()) }
    }

    // MARK: Values

    func write(_ value: some Encodable) throws {
        let (depth, start) = (closers.count, bytes.count)
        try value.encode(to: JSONTextEncoder(output: self))
        close(to: depth)
        // A value without any member asks for no container.
        if bytes.count == start { bytes += "{}".utf8 }
    }

    func writeNull() { bytes += "null".utf8 }

    func write(_ value: Bool) { bytes += (value ? "true" : "false").utf8 }

    func write(integer value: some FixedWidthInteger) { bytes += String(value).utf8 }

    func write(number value: some BinaryFloatingPoint & CustomStringConvertible & Encodable) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "JSON has no \(value)"))
        }
        let text = value.description
        // Whole numbers without their ".0", as other programs write them.
        bytes += (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8
    }

    func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if utf8.allSatisfy(Self.isPlain) { bytes += utf8 } else { utf8.forEach(writeEscaped) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private func writeEscaped(_ byte: UInt8) {
        switch byte {
        case _ where Self.isPlain(byte): bytes.append(byte)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
        default: bytes += (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8 + Array(String(byte, radix: 16).utf8)
        }
    }
}
