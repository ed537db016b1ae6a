import Foundation
import Recognition

/// The body of a correction: `{"with": "person_…"}` of a merge, `{"name": "Ann"}` or `{"name": null}` of a label.
package enum WireCorrection {
    /// No body is longer; a name has at most 1,024 bytes.
    package static let maximumBytes = 16 << 10

    /// Who the person is one with.
    /// - Throws: `notJSON`, or `wrongShape` naming the field.
    package static func merge(_ body: [UInt8], of person: PersonID) throws(WireError) -> Correction {
        let other = try decode(Merge.self, body).with
        guard let other, !other.isEmpty else { throw .wrongShape(field: "with", expected: "the other person's id") }
        return .merged(person, PersonID(other))
    }

    /// What the person is called from now on.
    /// - Throws: `notJSON`, or `wrongShape` naming the field.
    package static func label(_ body: [UInt8], of person: PersonID) throws(WireError) -> Correction {
        .labelled(person, try decode(Label.self, body).name)
    }

    private struct Merge: Decodable {
        var with: String?

        private enum Key: String, CodingKey { case with }

        init(from decoder: any Decoder) throws {
            with = try decoder.container(keyedBy: Key.self).wireText(.with)
        }
    }

    private struct Label: Decodable {
        var name: String?

        private enum Key: String, CodingKey { case name }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            if try container.decodeNil(forKey: .name) { return }
            let text = try container.wireText(.name)?.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let text, !text.isEmpty else {
                throw WireError.wrongShape(field: "name", expected: "a name of at most 1024 bytes, or null to take it away")
            }
            name = text
        }
    }

    private static func decode<Body: Decodable>(_ type: Body.Type, _ body: [UInt8]) throws(WireError) -> Body {
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch let error as WireError {
            throw error
        } catch let error as DecodingError {
            throw WireError(error)
        } catch {
            throw .notJSON
        }
    }
}
