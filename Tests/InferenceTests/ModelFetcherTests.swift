import Foundation
import NIOHTTP1
import Testing

@testable import Inference

@Suite("Fetching a model", .timeLimit(.minutes(1)))
struct ModelFetcherTests {
    private let home: TemporaryFolder
    private let store: ModelStore
    /// Larger than the pieces it travels in.
    private static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    private static let hash = FileHash(of: content)

    init() throws {
        home = try TemporaryFolder()
        store = ModelStore(home: home.path)
    }

    private func fetcher(_ change: (inout ModelFetcher.Settings) -> Void = { _ in }, environment: [String: String] = [:])
        -> ModelFetcher
    {
        var settings = ModelFetcher.Settings()
        settings.pauseBetweenAttempts = .zero
        change(&settings)
        return ModelFetcher(store: store, settings: settings, environment: environment)
    }

    private func manifest(
        at address: String, path: String = "/model.onnx", size: Int? = nil, sha256: String? = nil, gitBlob: String? = nil
    ) -> ModelManifest {
        .sample(file: .init(name: "m.onnx", url: address + path, size: size, sha256: sha256, gitBlob: gitBlob))
    }

    /// Answers as a real server does: whole, or from where the range says if that is still the same version.
    private static func serve(_ head: HTTPRequestHead, tag: String = "\"v1\"", pauseAfter: Int? = nil) -> LocalServer.Reply {
        var reply = LocalServer.Reply(headers: [("ETag", tag)], body: content, pauseAfter: pauseAfter)
        guard let range = head.headers.first(name: "Range"), head.headers.first(name: "If-Range") ?? tag == tag,
            let start = Int(range.dropFirst(6).dropLast())
        else { return reply }
        guard start < content.count else {
            return LocalServer.Reply(status: 416, headers: [("Content-Range", "bytes */\(content.count)")])
        }
        reply.status = 206
        reply.headers.append(("Content-Range", "bytes \(start)-\(content.count - 1)/\(content.count)"))
        reply.body = Array(content[start...])
        return reply
    }

    private var leftOvers: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: store.folder)) ?? []).sorted()
    }

    @Test("brings the file, reports progress, pins its hash, and does not fetch it twice")
    func fetches() async throws {
        try await LocalServer.with({ Self.serve($0) }) { server in
            let manifest = manifest(at: server.address)
            let progress = Locked<[ModelFetcher.Progress]>([])
            let path = try await fetcher().fetch(manifest) { step in progress.change { $0.append(step) } }
            #expect(home.read("models/m.onnx") == Self.content)
            #expect(path == store.path(of: manifest))
            #expect(leftOvers == ["m.onnx", "m.onnx.pin.json"])
            let steps = progress.value
            #expect(steps.last == .init(received: Self.content.count, total: Self.content.count))
            #expect(steps.map(\.received) == steps.map(\.received).sorted())
            try await fetcher().fetch(manifest)
            #expect(server.requests.count == 1)
            // From now on it must be this very file.
            try home.write(Array(Self.content.dropLast()) + [0], to: "models/m.onnx")
            #expect(throws: ModelError.self) { try store.verify(manifest) }
        }
    }

    /// Cuts the connection each time that so many bytes have arrived, once for each.
    private func cutting(_ server: LocalServer, at marks: [Int]) -> @Sendable (ModelFetcher.Progress) -> Void {
        let left = Locked(marks)
        return { progress in
            guard progress.received == left.value.first else { return }
            left.change { $0.removeFirst() }
            server.hangUp()
        }
    }

    @Test("goes on where a cut connection stopped, within one call")
    func resumes() async throws {
        let answered = Locked(0)
        try await LocalServer.with({ head in
            answered.change { $0 += 1 }
            return Self.serve(head, pauseAfter: answered.value <= 2 ? 100_000 : nil)
        }) { server in
            try await fetcher().fetch(
                manifest(at: server.address, sha256: Self.hash.sha256),
                progress: cutting(server, at: [100_000, 200_000]))
            #expect(home.read("models/m.onnx") == Self.content)
            let ranges = server.requests.map { $0.headers.first(name: "Range") }
            #expect(ranges == [nil, "bytes=100000-", "bytes=200000-"])
            #expect(server.requests.last?.headers.first(name: "If-Range") == "\"v1\"")
            #expect(leftOvers == ["m.onnx"])
        }
    }

    @Test("goes on in a later call, and says until then how far it came")
    func resumesLater() async throws {
        let answered = Locked(0)
        try await LocalServer.with({ head in
            answered.change { $0 += 1 }
            return Self.serve(head, pauseAfter: answered.value == 1 ? 50_000 : nil)
        }) { server in
            let manifest = manifest(at: server.address)
            await #expect(throws: FetchError.interrupted(have: 50_000, need: Self.content.count)) {
                try await fetcher { $0.attempts = 1 }.fetch(manifest, progress: cutting(server, at: [50_000]))
            }
            #expect(home.read("models/m.onnx") == nil)
            try await fetcher().fetch(manifest)
            #expect(home.read("models/m.onnx") == Self.content)
            #expect(server.requests.last?.headers.first(name: "Range") == "bytes=50000-")
        }
    }

    @Test("begins anew when the file changed on the server meanwhile")
    func changed() async throws {
        let answered = Locked(0)
        try await LocalServer.with({ head in
            answered.change { $0 += 1 }
            let isFirst = answered.value == 1
            return Self.serve(head, tag: isFirst ? "\"v0\"" : "\"v1\"", pauseAfter: isFirst ? 100_000 : nil)
        }) { server in
            try await fetcher().fetch(manifest(at: server.address), progress: cutting(server, at: [100_000]))
            #expect(server.requests.map { $0.headers.first(name: "If-Range") } == [nil, "\"v0\""])
            #expect(home.read("models/m.onnx") == Self.content)
        }
    }

    @Test("begins anew when a server ignores or mistakes the range", arguments: [200, 206])
    func badRange(status: Int) async throws {
        let answered = Locked(0)
        try await LocalServer.with({ head in
            answered.change { $0 += 1 }
            var reply = LocalServer.Reply(headers: [("ETag", "\"v1\"")], body: Self.content)
            if answered.value == 1 { reply.pauseAfter = 100_000 }
            if answered.value == 2, status == 206 {
                reply.status = 206
                reply.headers.append(("Content-Range", "bytes 7-299999/300000"))
            }
            return reply
        }) { server in
            try await fetcher().fetch(manifest(at: server.address), progress: cutting(server, at: [100_000]))
            #expect(home.read("models/m.onnx") == Self.content)
        }
    }

    @Test("finishes when everything had arrived and only the last step was missing")
    func finishes() async throws {
        try await LocalServer.with({ Self.serve($0) }) { server in
            let manifest = manifest(at: server.address, gitBlob: Self.hash.gitBlob)
            try home.write(Self.content, to: "models/m.onnx.part")
            let origin = PartialFile.Origin(url: server.address + "/model.onnx", validator: "\"v1\"")
            try home.write([UInt8](JSONEncoder().encode(origin)), to: "models/m.onnx.part.json")
            try await fetcher().fetch(manifest)
            #expect(home.read("models/m.onnx") == Self.content)
            #expect(leftOvers == ["m.onnx", "m.onnx.pin.json"])
        }
    }

    @Test("does not glue on to what an unknown download left")
    func unknownPart() async throws {
        try await LocalServer.with({ Self.serve($0) }) { server in
            try home.write([1, 2, 3], to: "models/m.onnx.part")
            try await fetcher().fetch(manifest(at: server.address))
            #expect(home.read("models/m.onnx") == Self.content)
            #expect(server.requests.first?.headers.first(name: "Range") == nil)
        }
    }

    @Test("refuses another file than the expected one, and keeps nothing of it")
    func wrongHash() async throws {
        try await LocalServer.with({ Self.serve($0) }) { server in
            let zeros = String(repeating: "0", count: 64)
            await #expect(throws: ModelError.wrongHash(path: store.folder + "/m.onnx", have: Self.hash.sha256, need: zeros)) {
                try await fetcher().fetch(manifest(at: server.address, sha256: zeros))
            }
            await #expect(throws: ModelError.self) {
                try await fetcher().fetch(manifest(at: server.address, gitBlob: String(zeros.prefix(40))))
            }
            #expect(leftOvers == [])
        }
    }

    @Test("an old good file stays when the new one is wrong")
    func keepsOld() async throws {
        try await LocalServer.with({ _ in LocalServer.Reply(body: [1, 2, 3]) }) { server in
            let manifest = manifest(at: server.address, sha256: Self.hash.sha256)
            try home.write(Array("older".utf8), to: "models/m.onnx")
            await #expect(throws: ModelError.self) { try await fetcher().fetch(manifest) }
            #expect(home.read("models/m.onnx") == Array("older".utf8))
        }
    }

    @Test("follows redirects to the file")
    func redirects() async throws {
        try await LocalServer.with({ head in
            head.uri == "/model.onnx"
                ? LocalServer.Reply(status: 302, headers: [("Location", "/there?signed=1")]) : Self.serve(head)
        }) { server in
            try await fetcher().fetch(manifest(at: server.address))
            #expect(server.requests.map(\.uri) == ["/model.onnx", "/there?signed=1"])
            #expect(home.read("models/m.onnx") == Self.content)
        }
    }

    @Test("gives up on a redirect in circles")
    func circles() async throws {
        try await LocalServer.with({ _ in LocalServer.Reply(status: 301, headers: [("Location", "/model.onnx")]) }) { server in
            await #expect(throws: FetchError.tooManyRedirects(host: "127.0.0.1:\(server.port)")) {
                try await fetcher().fetch(manifest(at: server.address))
            }
            #expect(server.requests.count == 6)
        }
    }

    @Test("a redirect to something that is no web address is refused", arguments: ["file:///etc/passwd", "ftp://a/b"])
    func oddRedirect(location: String) async throws {
        try await LocalServer.with({ _ in LocalServer.Reply(status: 302, headers: [("Location", location)]) }) { server in
            await #expect(throws: FetchError.invalidAddress(location)) {
                try await fetcher().fetch(manifest(at: server.address))
            }
        }
    }

    @Test("says what the server answered instead", arguments: [403, 404, 500, 206])
    func status(code: Int) async throws {
        try await LocalServer.with({ _ in LocalServer.Reply(status: code) }) { server in
            await #expect(throws: FetchError.status(host: "127.0.0.1:\(server.port)", code: code)) {
                try await fetcher().fetch(manifest(at: server.address))
            }
        }
    }

    @Test("stops at the size limit, whether the size is announced or not", arguments: [false, true])
    func tooLarge(isChunked: Bool) async throws {
        try await LocalServer.with({ _ in LocalServer.Reply(body: Self.content, isChunked: isChunked) }) { server in
            await #expect(throws: FetchError.tooLarge(limit: 1_000)) {
                try await fetcher { $0.maximumSize = 1_000 }.fetch(manifest(at: server.address))
            }
            #expect(home.read("models/m.onnx") == nil)
        }
    }

    @Test("refuses at once when the announced size is not the expected one")
    func wrongSize() async throws {
        try await LocalServer.with({ Self.serve($0) }) { server in
            await #expect(throws: FetchError.wrongSize(have: Self.content.count, need: 5)) {
                try await fetcher().fetch(manifest(at: server.address, size: 5))
            }
        }
    }

    @Test("gives up on a server that never answers")
    func silent() async throws {
        try await LocalServer.with({ _ in LocalServer.Reply(isSilent: true) }) { server in
            await #expect(throws: FetchError.timedOut(host: "127.0.0.1:\(server.port)")) {
                try await fetcher { $0.idleTimeout = .milliseconds(50) }.fetch(manifest(at: server.address))
            }
        }
    }

    @Test("says that nobody is there")
    func nobody() async throws {
        let address = try await LocalServer.with({ _ in LocalServer.Reply() }) { $0.address }
        let error = await #expect(throws: FetchError.self) { try await fetcher().fetch(manifest(at: address)) }
        guard case .unreachable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("goes through the proxy that the environment names, and says who it is")
    func proxy() async throws {
        try await TunnelProxy.with(content: Self.content) { proxy in
            let environment = ["http_proxy": "http://me:secret@127.0.0.1:\(proxy.port)"]
            try await fetcher(environment: environment).fetch(manifest(at: "http://models.invalid"))
            #expect(proxy.heads.count == 2)
            #expect(proxy.heads.first?.hasPrefix("CONNECT models.invalid:80 HTTP/1.1\r\n") == true)
            #expect(proxy.heads.first?.lowercased().contains("proxy-authorization: basic bwu6c2vjcmv0") == true)
            #expect(proxy.heads.last?.hasPrefix("GET /model.onnx HTTP/1.1\r\n") == true)
            #expect(home.read("models/m.onnx") == Self.content)
        }
    }

    @Test("two at once do not write into one file")
    func busy() async throws {
        try home.write([], to: "models/m.onnx.part")
        let part = try PartialFile(path: store.folder + "/m.onnx.part")
        await #expect(throws: FetchError.busy(path: part.path)) {
            try await fetcher().fetch(manifest(at: "http://127.0.0.1:1"))
        }
    }

    @Test("a folder that cannot be written is named")
    func unwritable() async throws {
        try home.write([], to: "models")
        let error = await #expect(throws: FetchError.self) {
            try await fetcher().fetch(manifest(at: "http://127.0.0.1:1"))
        }
        guard case .unwritable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("what is only known as a local file is not fetched")
    func local() async throws {
        await #expect(throws: FetchError.noAddress(model: "sample")) { try await fetcher().fetch(.sample()) }
    }
}
