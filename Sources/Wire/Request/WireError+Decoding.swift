extension WireError {
    /// Names the field that is wrong, and says what it should be.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .wrongShape(field: Self.path(context.codingPath + [key]), expected: "present")
        case .typeMismatch(let type, let context):
            self = Self.mismatch(at: context.codingPath, expected: Self.words(for: type))
        case .valueNotFound(let type, let context):
            self = Self.mismatch(at: context.codingPath, expected: Self.words(for: type))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self = .wrongShape(field: Self.path(context.codingPath), expected: "a usual value of its kind")
        default:
            self = .notJSON
        }
    }

    private static func mismatch(at path: [any CodingKey], expected: String) -> WireError {
        path.isEmpty ? .notJSON : .wrongShape(field: Self.path(path), expected: expected)
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Double.Type, is Int64.Type: "a number"
        case is [Double].Type: "a list of numbers"
        case is any Collection.Type, is [Any].Type: "a list"
        default: "an object"
        }
    }
}
