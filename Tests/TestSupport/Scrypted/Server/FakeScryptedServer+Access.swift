import Foundation
import NIOHTTP1

extension FakeScryptedServer {
    /// By the permanent token, in the header or in the query.
    func isAuthorized(_ headers: HTTPHeaders, query: [String: String]) -> Bool {
        let authorization = headers.first(name: "authorization")
        return authorization == "Bearer \(setup.token)" || authorization == "Bearer 0123#{}"
            || query["scryptedToken"] == setup.token
    }

    /// By the user's name with the password, or with the token in its place.
    func hasPassword(_ headers: HTTPHeaders) -> Bool {
        let parts = headers.first(name: "authorization")?.split(separator: " ") ?? []
        guard parts.count == 2, parts[0].lowercased() == "basic", let bytes = Data(base64Encoded: String(parts[1])) else {
            return false
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return text == "\(setup.user):\(setup.password)" || text == "\(setup.user):\(setup.token)"
    }
}
