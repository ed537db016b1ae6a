import Foundation
import NIOHTTP1

/// The path and the query of a request.
struct RequestLine {
    var path: String
    var query: [String: String]

    init(_ head: HTTPRequestHead) {
        let parts = URLComponents(string: head.uri)
        path = parts?.path ?? ""
        query = Dictionary((parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
    }

    /// The plugin's id in `/endpoint/@owner/name/engine.io/api/`.
    var engineIOEndpoint: String? {
        let suffix = "/engine.io/api/"
        guard path.hasPrefix("/endpoint/"), path.hasSuffix(suffix) else { return nil }
        return String(path.dropFirst("/endpoint/".count).dropLast(suffix.count))
    }
}
