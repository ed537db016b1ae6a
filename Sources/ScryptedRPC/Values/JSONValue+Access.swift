extension JSONValue {
    /// The member of an object; nil when there is none, or when this is no object.
    package subscript(key: String) -> JSONValue? { object?[key] }

    /// The element of an array; nil when there is none, or when this is no array.
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    package var isNull: Bool { self == .null }

    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    package var string: String? { if case .string(let value) = self { value } else { nil } }

    /// Nil for what has a fraction.
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// Integers too.
    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    package var object: [String: JSONValue]? { if case .object(let value) = self { value } else { nil } }

    /// What JavaScript takes for false: null, false, 0 and the empty string.
    var isFalsy: Bool {
        switch self {
        case .null, .bool(false), .integer(0): true
        case .number(let value): value == 0
        case .string(let value): value.isEmpty
        default: false
        }
    }
}
