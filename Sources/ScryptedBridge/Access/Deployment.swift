import NIOCore
import ScryptedRPC

/// Bringing the plugin to a server. Doing it again brings the same plugin again.
package struct Deployment: Sendable {
    /// What has been done, in this order.
    package enum Step: Sendable, Hashable {
        case packed(bytes: Int)
        case described
        case started
    }

    private let server: ServerAddress
    private let credentials: ScryptedCredentials
    private let client: HTTPSClient

    package init(
        to server: ServerAddress, as credentials: ScryptedCredentials, connectTimeout: TimeAmount = .seconds(10),
        on group: any EventLoopGroup
    ) {
        self.server = server
        self.credentials = credentials
        client = HTTPSClient(server: server, trust: .pinned(credentials.key), connectTimeout: connectTimeout, on: group)
    }

    /// - Throws: `NetworkError`, or `AccessError`.
    package func run(_ package: PluginPackage = .trampoline, progress: @Sendable (Step) -> Void) async throws {
        let archive = package.archive
        progress(.packed(bytes: archive.count))
        try await post("setup", type: "application/json", body: PluginPackage.description)
        progress(.described)
        // Answered when the plugin's process runs, which takes a slow server a while.
        try await post("deploy", type: "application/zip", body: archive)
        progress(.started)
    }

    private func post(_ verb: String, type: String, body: [UInt8]) async throws {
        // `@` and `/` of the name, as a query has them.
        let name = PluginIdentity.id.replacing("@", with: "%40").replacing("/", with: "%2F")
        let request = HTTPSRequest(
            "POST", "/web/component/script/\(verb)?npmPackage=\(name)", user: credentials.username, secret: credentials.token,
            type: type, body: body)
        let answer = try await client.send(request)
        let words = ServerWords(answer.body).text
        switch answer.status {
        case 200: return
        // A bare 401 is for a token that is not known; whoever is known but not an administrator is told so.
        case 401 where words.isEmpty: throw NetworkError.notLoggedIn(server)
        case 401: throw AccessError.notAdministrator(server, user: credentials.username)
        default: throw AccessError.refused(server, status: answer.status, words: words)
        }
    }
}
