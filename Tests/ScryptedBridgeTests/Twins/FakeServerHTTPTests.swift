import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import ScryptedRPC
import TestSupport
import Testing

@Suite("The twin of the server over HTTPS", .timeLimit(.minutes(1)))
struct FakeServerHTTPTests {
    /// A client that trusts anybody.
    private func send(
        _ method: String, _ path: String, to server: FakeScryptedServer, authorization: String? = nil, type: String? = nil,
        body: [UInt8] = []
    ) async throws -> (status: Int, text: String) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: .init(tlsConfiguration: tls))
        do {
            var request = HTTPClientRequest(url: "https://\(server.address)\(path)")
            request.method = .init(rawValue: method)
            if let authorization { request.headers.add(name: "Authorization", value: authorization) }
            if let type { request.headers.add(name: "Content-Type", value: type) }
            request.body = .bytes(ByteBuffer(bytes: body))
            let response = try await client.execute(request, timeout: .seconds(30))
            let text = String(buffer: try await response.body.collect(upTo: 1 << 20))
            try await client.shutdown()
            return (Int(response.status.code), text)
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    private func basic(_ user: String, _ password: String) -> String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    @Test("Logging in gives the permanent token to who knows the password, and a bare 401 to who does not")
    func login() async throws {
        try await withScryptedServer { server in
            let right = try await send("GET", "/login", to: server, authorization: basic("admin", server.setup.password))
            let answer = try JSONValue(parsing: right.text)
            #expect(right.status == 200)
            #expect(answer["token"]?.string == server.setup.token)
            #expect(answer["username"] == "admin")
            let wrong = try await send("GET", "/login", to: server, authorization: basic("admin", "wrong"))
            #expect(wrong.status == 401 && wrong.text.isEmpty)
            // Without any authorization there is no error, only an answer without a token.
            let none = try await send("GET", "/login", to: server)
            let noToken = try JSONValue(parsing: none.text)["token"]
            #expect(none.status == 200 && noToken == nil)
            #expect(server.requests.elements == ["GET /login", "GET /login", "GET /login"])
        }
    }

    @Test("A deployment needs an administrator, a package and a sound zip, and says what is wrong")
    func deployment() async throws {
        try await withScryptedServer { server in
            let bearer = "Bearer \(server.setup.token)"
            let deploy = "/web/component/script/deploy?npmPackage=%40test%2Fplugin"
            let stranger = try await send("POST", deploy, to: server, authorization: "Bearer 0")
            #expect(stranger.status == 401 && stranger.text == "Not Authorized")
            let unknown = try await send("POST", deploy, to: server, authorization: bearer, type: "application/zip")
            #expect(unknown.status == 500 && unknown.text == "npm package not found")

            let package =
                #"{"name":"@test/plugin","version":"1.0.0","scrypted":{"name":"Test","type":"API","interfaces":["Settings"]}}"#
            let stored = try await send(
                "POST", "/web/component/script/setup?npmPackage=@test/plugin", to: server,
                authorization: basic("admin", server.setup.token), type: "application/json", body: Array(package.utf8))
            #expect(stored.status == 200 && stored.text == "ok")
            let noZip = try await send("POST", deploy, to: server, authorization: bearer, type: "application/zip", body: [1, 2])
            #expect(noZip.status == 500 && noZip.text.contains("END header"))
            server.failDeployments("Error: ENOSPC: no space left on device")
            let failed = try await send("POST", deploy, to: server, authorization: bearer, type: "application/zip")
            #expect(failed.status == 500 && failed.text.contains("no space left on device"))
        }
    }

    @Test("WebSocket is for administrators, and only at the door of a plugin that is there")
    func doors() async throws {
        try await withScryptedServer { server in
            let bearer = "Bearer \(server.setup.token)"
            let query = "/engine.io/api/?EIO=4&transport=websocket"
            let stranger = try await send("GET", "/endpoint/@scrypted/core\(query)", to: server, authorization: "Bearer 0")
            #expect(stranger.status == 401)
            let nobody = try await send("GET", "/endpoint/@test/nobody\(query)", to: server, authorization: bearer)
            #expect(nobody.status == 404)
        }
    }

    @Test("A server that has gone closes every connection until it is back")
    func away() async throws {
        try await withScryptedServer { server in
            server.goAway()
            let visitor = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: server.port).get()
            try await visitor.closeFuture.get()
            server.comeBack()
            let back = try await send("GET", "/login", to: server)
            #expect(back.status == 200)
        }
    }
}
