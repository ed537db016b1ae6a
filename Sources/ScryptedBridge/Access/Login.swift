import NIOCore
import ScryptedRPC

/// Getting a permanent token from a server.
package struct Login: Sendable {
    private let server: ServerAddress
    private let connectTimeout: TimeAmount
    private let group: any EventLoopGroup

    package init(to server: ServerAddress, connectTimeout: TimeAmount = .seconds(10), on group: any EventLoopGroup) {
        self.server = server
        self.connectTimeout = connectTimeout
        self.group = group
    }

    /// Looks who answers there before anybody says a password.
    /// - Parameter pinned: the key of an earlier login; nil accepts any.
    /// - Returns: the server's key.
    /// - Throws: `NetworkError`, or `AccessError`: not Scrypted, or nobody has an account yet.
    package func greet(pinned: ServerKey? = nil) async throws -> ServerKey {
        let answer = try await client(pinned.map(ServerTrust.pinned) ?? .anyKey).send(HTTPSRequest("GET", "/login"))
        guard answer.status == 200, let greeting = try? JSONValue(parsing: answer.body) else {
            throw AccessError.notScrypted(server)
        }
        // Only whoever the server knows without a password has a name here.
        guard let hasAccounts = greeting["hasLogin"]?.bool ?? greeting["username"].map({ _ in true }) else {
            throw AccessError.notScrypted(server)
        }
        guard hasAccounts else { throw AccessError.noAccounts(server) }
        return answer.key
    }

    /// Asks for the user's token. Never by the server's login form, which on a fresh server would make an administrator.
    /// - Parameter key: of the server that may see the password, see `greet`.
    /// - Throws: `NetworkError`, or `AccessError`.
    package func credentials(user: String, password: String, key: ServerKey) async throws -> ScryptedCredentials {
        guard !user.isEmpty, !user.contains(":") else { throw AccessError.unusableUser(user) }
        let answer = try await client(.pinned(key)).send(HTTPSRequest("GET", "/login", user: user, secret: password))
        guard answer.status != 401 else { throw AccessError.wrongPassword(server, user: user) }
        guard answer.status == 200, let login = try? JSONValue(parsing: answer.body), let token = login["token"]?.string,
            Self.isUsable(token)
        else {
            throw AccessError.refused(server, status: answer.status, words: ServerWords(answer.body).text)
        }
        return ScryptedCredentials(username: login["username"]?.string ?? user, token: token, key: answer.key)
    }

    private func client(_ trust: ServerTrust) -> HTTPSClient {
        HTTPSClient(server: server, trust: trust, connectTimeout: connectTimeout, on: group)
    }

    /// It goes into headers: printable, and of a sensible length.
    private static func isUsable(_ token: String) -> Bool {
        (1...4_096).contains(token.utf8.count) && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
