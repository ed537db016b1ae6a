/// Numbers that are written as one text instead of one by one: base64 of their bytes, low byte first.
@propertyWrapper
package struct Packed: Sendable, Hashable {
    package var wrappedValue: [Int16]

    package init(wrappedValue: [Int16]) {
        self.wrappedValue = wrappedValue
    }
}

extension Packed: SingleValueCodable {
    package var codedValue: String {
        let count = 2 * wrappedValue.count
        return wrappedValue.withUnsafeBufferPointer { numbers in
            Base64.text(byteCount: count) { UInt8(truncatingIfNeeded: numbers[$0 / 2] >> (8 * Int16($0 % 2))) }
        }
    }

    package init?(codedValue: String) {
        guard let bytes = Base64.bytes(codedValue), bytes.count.isMultiple(of: 2) else { return nil }
        wrappedValue = (0..<bytes.count / 2).map { Int16(bitPattern: UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8) }
    }
}
