import Foundation
import ScryptedRPC

extension HTTPSRequest {
    /// A request in the name of a user (RFC 7617).
    /// - Parameter secret: a password or a token.
    init(_ method: String, _ path: String, user: String, secret: String, type: String? = nil, body: [UInt8] = []) {
        let pair = Data("\(user):\(secret)".utf8).base64EncodedString()
        self.init(method, path, headers: [(name: "Authorization", value: "Basic \(pair)")], body: body)
        if let type { headers.append((name: "Content-Type", value: type)) }
    }
}
