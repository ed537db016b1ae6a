import Foundation

extension ModelManifest {
    /// Far above any manifest, golden answer included.
    package static let maximumBytes = 1 << 20

    /// Reads a manifest and checks every value in it.
    /// - Throws: `manifestUnreadable`, or `manifestField` naming the first field that is missing or impossible.
    package init(parsing bytes: some Collection<UInt8>) throws(ModelError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .manifestUnreadable(reason: "it has more than \(Self.maximumBytes) bytes")
        }
        let manifest: ModelManifest
        do {
            manifest = try JSONDecoder().decode(ModelManifest.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw Self.fraction(in: Data(bytes)) ?? ModelError(error)
        } catch {
            throw .manifestUnreadable(reason: "it is not JSON")
        }
        try manifest.validate()
        self = manifest
    }

    /// The decoder does not say where a fraction stands that should be a whole number, so it is looked for.
    private static func fraction(in data: Data) -> ModelError? {
        let json = try? JSONSerialization.jsonObject(with: data)
        for field in ["schema", "file.size", "input.width", "input.height", "output.dimension"] {
            let value = field.split(separator: ".").reduce(json) { ($0 as? [String: Any])?[String($1)] }
            if let number = value as? Double, number != number.rounded() {
                return .manifestField(field, problem: "must be a whole number")
            }
        }
        return nil
    }

    /// The manifest as a person would write it; `init(parsing:)` takes it back.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}

extension ModelError {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .manifestField(Self.path(context.codingPath + [key]), problem: "is missing")
        case .valueNotFound(_, let context):
            self = .manifestField(Self.path(context.codingPath), problem: "must not be null")
        case .typeMismatch(let type, let context):
            self = .manifestField(Self.path(context.codingPath), problem: "must be \(Self.word(for: type))")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self = .manifestField(Self.path(context.codingPath), problem: "has a value that is not possible there")
        default:
            self = .manifestUnreadable(reason: "it is not JSON")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return path.isEmpty ? "whole" : path
    }

    private static func word(for type: Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is Int.Type: "a whole number"
        case is Float.Type, is Double.Type: "a number"
        case is [Any].Type: "a list"
        default: "an object"
        }
    }
}
