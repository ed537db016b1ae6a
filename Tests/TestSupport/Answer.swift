import Foundation
import NIOHTTP1

/// What came back over the wire.
package struct Answer: Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    package var bytes: Data

    /// Empty when it is no JSON object.
    package var body: [String: Any] {
        (try? JSONSerialization.jsonObject(with: bytes)) as? [String: Any] ?? [:]
    }

    package subscript(key: String) -> Any? { body[key] }

    /// The rows of WIRE A, or the persons of WIRE B.
    package var rows: [[String: Any]] {
        let body = body
        return body["detections"] as? [[String: Any]] ?? body["persons"] as? [[String: Any]] ?? []
    }
}
