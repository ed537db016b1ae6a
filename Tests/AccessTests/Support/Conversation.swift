import Crypto
import Foundation
import NIOCore

/// One client's connection as its server sees it: bytes, requests, WebSocket frames.
struct Conversation {
    struct ClientLeft: Error {}

    private let channel: any Channel
    private var inbound: AsyncStream<ByteBuffer>.Iterator
    private var received = ByteBuffer()

    init(with client: Receiver.Client) {
        channel = client.channel
        inbound = client.inbound.makeAsyncIterator()
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Each byte alone, after what is before it has left.
    func drip(_ bytes: [UInt8]) async throws {
        for byte in bytes { try await send([byte]) }
    }

    /// Waits for the next request and reads all of it.
    mutating func request() async throws -> Request {
        var head = ""
        while !head.hasSuffix("\r\n\r\n") { head += String(decoding: try await read(1), as: UTF8.self) }
        let lines = head.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        let words = lines[0].components(separatedBy: " ")
        var request = Request(method: words[0], path: words[1], headers: [:], body: [])
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            request.headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        request.body = try await read(Int(request.headers["content-length"] ?? "0") ?? 0)
        return request
    }

    /// Exactly `count` bytes.
    mutating func read(_ count: Int) async throws -> [UInt8] {
        while received.readableBytes < count {
            guard let part = await inbound.next() else { throw ClientLeft() }
            received.writeImmutableBuffer(part)
        }
        return received.readBytes(length: count) ?? []
    }

    /// Waits until the client goes away.
    mutating func waitForEnd() async {
        while await inbound.next() != nil {}
    }
}

/// What a client asked for.
struct Request: Sendable {
    var method: String
    var path: String
    /// By name in lowercase.
    var headers: [String: String]
    var body: [UInt8]

    /// `user:password` of an Authorization header.
    var basic: String? {
        guard let value = headers["authorization"], value.hasPrefix("Basic "),
            let bytes = Data(base64Encoded: String(value.dropFirst(6)))
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What a server answers.
struct Reply: Sendable {
    var bytes: [UInt8]

    init(_ status: Int, _ body: String = "", type: String = "application/json") {
        bytes = Array(
            "HTTP/1.1 \(status) Words\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    /// To a request for WebSocket.
    init(upgrading request: Request) {
        let key = (request.headers["sec-websocket-key"] ?? "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        let accept = Data(Insecure.SHA1.hash(data: Data(key.utf8))).base64EncodedString()
        bytes = Array(
            """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: \(accept)\r
            \r

            """.utf8)
    }
}
