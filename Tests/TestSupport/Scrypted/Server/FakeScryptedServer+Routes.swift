import Foundation
import NIOCore
import NIOHTTP1
import ScryptedRPC

extension FakeScryptedServer {
    struct HTTPAnswer {
        var status: HTTPResponseStatus = .ok
        var type = "text/html; charset=utf-8"
        var body: [UInt8] = []

        static func text(_ text: String, _ status: HTTPResponseStatus = .ok) -> HTTPAnswer {
            HTTPAnswer(status: status, body: Array(text.utf8))
        }

        static func json(_ value: JSONValue) -> HTTPAnswer {
            HTTPAnswer(type: "application/json; charset=utf-8", body: value.utf8)
        }
    }

    /// What the server takes at most; express refuses beyond.
    private static let maximumBody = 100_000_000

    /// Answers requests one after the other until the client goes.
    func answer(
        _ inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async throws {
        var head: HTTPRequestHead?
        var body = ByteBuffer()
        for try await part in inbound {
            switch part {
            case .head(let next):
                head = next
                body.clear()
            case .body(var part):
                guard body.readableBytes + part.readableBytes <= Self.maximumBody else { return }
                body.writeBuffer(&part)
            case .end:
                guard let head else { return }
                if mood == .silent { try await Forever.wait() }
                requests.append("\(head.method) \(head.uri)")
                let answer = await answer(head, body: Array(body.readableBytesView))
                let headers: HTTPHeaders = ["content-type": answer.type, "content-length": String(answer.body.count)]
                let isOver = !head.isKeepAlive || head.headers.contains(name: "upgrade")
                try await outbound.write(
                    contentsOf: [
                        .head(HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)),
                        .body(.byteBuffer(ByteBuffer(bytes: answer.body))), .end(nil),
                    ])
                if isOver { return }
            }
        }
    }

    private func answer(_ head: HTTPRequestHead, body: [UInt8]) async -> HTTPAnswer {
        let request = RequestLine(head)
        if request.path.hasPrefix("/endpoint/") {
            return isAuthorized(head.headers, query: request.query)
                ? .text("Not Found (plugin or device \"\(request.engineIOEndpoint ?? "")\" not found)", .notFound)
                : .text("Not Authorized", .unauthorized)
        }
        if request.path.hasPrefix("/web/component/") {
            guard isAuthorized(head.headers, query: request.query) || hasPassword(head.headers) else {
                // Refusing Basic, the server says nothing at all.
                let isBasic = head.headers.first(name: "authorization")?.lowercased().hasPrefix("basic") ?? false
                return .text(isBasic ? "" : "Not Authorized", .unauthorized)
            }
        }
        switch (head.method, request.path) {
        case (.GET, "/login"):
            return login(head)
        case (.POST, "/web/component/script/setup"):
            return await setUp(request, body, type: head.headers.first(name: "content-type"))
        case (.POST, "/web/component/script/deploy"):
            return await deploy(request, body, type: head.headers.first(name: "content-type"))
        default:
            return .text("Cannot \(head.method) \(request.path)", .notFound)
        }
    }

    private func login(_ head: HTTPRequestHead) -> HTTPAnswer {
        guard head.headers.contains(name: "authorization") else {
            return .json(["error": "Not logged in.", "hasLogin": true, "addresses": [], "hostname": "scrypted"])
        }
        guard hasPassword(head.headers) else { return .text("", .unauthorized) }
        return .json([
            "authorization": "Bearer 0123#{}", "queryToken": ["scryptedToken": "0123#{}"], "username": .string(setup.user),
            "token": .string(setup.token), "externalAddresses": [], "addresses": [.string("https://\(address)")],
            "hostname": "scrypted",
        ])
    }

    private func setUp(_ request: RequestLine, _ body: [UInt8], type: String?) async -> HTTPAnswer {
        // Anything but JSON by name leaves the server's body parser with an empty object.
        let isJSON = type?.hasPrefix("application/json") ?? false
        guard let package = isJSON ? try? JSONValue(parsing: body) : [:] else {
            return failure("SyntaxError: Unexpected token in JSON", .badRequest)
        }
        await host.setUp(plugin: request.query["npmPackage"] ?? "undefined", package: package)
        return .text("ok")
    }

    private func deploy(_ request: RequestLine, _ body: [UInt8], type: String?) async -> HTTPAnswer {
        if let failure = state.withLock({ $0.deploymentFailure }) {
            return self.failure(failure.words, HTTPResponseStatus(statusCode: failure.status))
        }
        let plugin = request.query["npmPackage"] ?? "undefined"
        guard await host.plugins[plugin] != nil else { return .text("npm package not found", .internalServerError) }
        do {
            let isZip = type?.hasPrefix("application/") ?? false
            try await host.install(plugin: plugin, files: ZipEntries(isZip ? body : []).files)
            return .text("ok")
        } catch {
            return failure("Error: \((error as? RPCRemoteError)?.message ?? "\(error)")", .internalServerError)
        }
    }

    /// An error page of express.
    private func failure(_ words: String, _ status: HTTPResponseStatus) -> HTTPAnswer {
        .text(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n"
                + "<pre>\(words)</pre>\n</body>\n</html>\n", status)
    }
}
