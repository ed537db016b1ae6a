/// Written as the one value it holds, without a key.
package protocol SingleValueCodable: Codable {
    associatedtype CodedValue: Codable
    var codedValue: CodedValue { get }
    /// Nil for what cannot be one.
    init?(codedValue: CodedValue)
}

extension SingleValueCodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(codedValue: try container.decode(CodedValue.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a \(Self.self)")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(codedValue)
    }
}

extension Timestamp: SingleValueCodable {
    package var codedValue: Int64 { milliseconds }
    package init(codedValue: Int64) { self.init(milliseconds: codedValue) }
}

extension PersonID: SingleValueCodable {
    package var codedValue: String { description }
    package init(codedValue: String) { self.init(codedValue) }
}

extension ModelID: SingleValueCodable {
    package var codedValue: String { description }
    package init(codedValue: String) { self.init(codedValue) }
}

extension Similarity: SingleValueCodable {
    package var codedValue: Int32 { raw }
    package init(codedValue: Int32) { self.init(raw: codedValue) }
}

extension Probability: SingleValueCodable {
    package var codedValue: UInt64 { raw }
    package init(codedValue: UInt64) { self.init(raw: codedValue) }
}

/// Left, top, width, height; an impossible box cannot be read back either.
extension BoundingBox: SingleValueCodable {
    package var codedValue: [Int32] { [x, y, width, height] }
    package init?(codedValue: [Int32]) {
        guard codedValue.count == 4 else { return nil }
        self.init(x: codedValue[0], y: codedValue[1], width: codedValue[2], height: codedValue[3])
    }
}

extension Embedding: SingleValueCodable {
    package var codedValue: Packed { Packed(wrappedValue: components) }
    package init?(codedValue: Packed) {
        guard codedValue.wrappedValue.count <= Self.maximumDimension else { return nil }
        self.init(components: codedValue.wrappedValue)
    }
}
