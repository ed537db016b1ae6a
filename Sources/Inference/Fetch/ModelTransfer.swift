import AsyncHTTPClient
import Foundation
import NIOCore

/// One try at getting a file's bytes into its partial file, redirects included.
struct ModelTransfer {
    let address: String
    let part: PartialFile
    let manifest: ModelManifest
    let settings: ModelFetcher.Settings
    let proxies: ProxySettings
    let deadline: ContinuousClock.Instant
    let progress: @Sendable (ModelFetcher.Progress) -> Void

    private enum Outcome {
        case complete
        case redirected(to: String)
        /// What we have does not go with what the server has.
        case stale
    }

    private var limit: Int { min(manifest.file.size ?? .max, settings.maximumSize) }

    func run() async throws {
        if part.size > 0, !canContinue { try await onDisk { try part.restart(from: nil) } }
        var location = try FetchLocation(address)
        var hops = 0
        while true {
            switch try await request(location) {
            case .complete:
                return
            case .stale:
                try await onDisk { try part.restart(from: nil) }
            case .redirected(let next):
                let target = try FetchLocation(next, relativeTo: location)
                guard target.scheme == "https" || location.scheme == "http" else {
                    throw FetchError.insecureRedirect(host: location.name)
                }
                location = target
            }
            hops += 1
            guard hops <= settings.maximumRedirects else { throw FetchError.tooManyRedirects(host: location.name) }
        }
    }

    /// Only where either the server's own mark or a hash will tell whether the pieces belong together.
    private var canContinue: Bool {
        guard let origin = part.origin, origin.url == address, part.size <= limit else { return false }
        return origin.validator != nil || manifest.file.sha256 != nil || manifest.file.gitBlob != nil
    }

    private func request(_ location: FetchLocation) async throws -> Outcome {
        // A client for each hop, because the proxy is a client's setting and may differ from host to host.
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: try configuration(for: location))
        let result: Result<Outcome, any Error>
        do {
            result = .success(try await exchange(location, client: client))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        return try result.get()
    }

    private func exchange(_ location: FetchLocation, client: HTTPClient) async throws -> Outcome {
        var request = HTTPClientRequest(url: location.url)
        request.headers.add(name: "User-Agent", value: "reid")
        // The file as it is: lengths and ranges count its own bytes.
        request.headers.add(name: "Accept-Encoding", value: "identity")
        let offset = part.size
        if offset > 0 {
            request.headers.add(name: "Range", value: "bytes=\(offset)-")
            if let validator = part.origin?.validator { request.headers.add(name: "If-Range", value: validator) }
        }
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, timeout: TimeAmount(min(settings.idleTimeout, timeLeft)))
        } catch {
            throw FetchError.connecting(to: location.name, error)
        }
        switch response.status.code {
        case 200:
            let total = response.headers.first(name: "Content-Length").flatMap { Int($0) }
            try check(total: total)
            let origin = PartialFile.Origin(url: address, validator: response.headers.strongValidator)
            try await onDisk { try part.restart(from: origin) }
            try await receive(response, from: location, total: total)
            return .complete
        case 206:
            guard offset > 0, let range = ContentRange(response.headers.first(name: "Content-Range")),
                range.start == offset
            else { return offset > 0 ? .stale : try refuse(response, location) }
            try check(total: range.total)
            try await receive(response, from: location, total: range.total)
            return .complete
        case 416 where offset > 0:
            // All of it may be here already, and only the last step missing.
            let range = ContentRange(response.headers.first(name: "Content-Range"))
            return range?.total == offset ? .complete : .stale
        case 301, 302, 303, 307, 308:
            guard let next = response.headers.first(name: "Location") else { return try refuse(response, location) }
            return .redirected(to: next)
        default:
            return try refuse(response, location)
        }
    }

    private func receive(_ response: HTTPClientResponse, from location: FetchLocation, total: Int?) async throws {
        progress(ModelFetcher.Progress(received: part.size, total: total))
        do {
            for try await piece in response.body {
                guard part.size + piece.readableBytes <= limit else { throw FetchError.tooLarge(limit: limit) }
                try await onDisk { try piece.withUnsafeReadableBytes { try part.append($0) } }
                guard timeLeft > .zero else { throw FetchError.timedOut(host: location.name) }
                progress(ModelFetcher.Progress(received: part.size, total: total))
            }
        } catch let error as FetchError {
            throw error
        } catch {
            try Task.checkCancellation()
            if FetchError.isTimeout(error) { throw FetchError.timedOut(host: location.name) }
            throw FetchError.interrupted(have: part.size, need: total)
        }
        if let total, part.size < total { throw FetchError.interrupted(have: part.size, need: total) }
    }

    private func check(total: Int?) throws(FetchError) {
        guard let total else { return }
        if let size = manifest.file.size, size != total { throw .wrongSize(have: total, need: size) }
        if total > limit { throw .tooLarge(limit: limit) }
    }

    private func refuse(_ response: HTTPClientResponse, _ location: FetchLocation) throws(FetchError) -> Outcome {
        throw .status(host: location.name, code: Int(response.status.code))
    }

    private var timeLeft: Duration { max(deadline - .now, .zero) }

    private func configuration(for location: FetchLocation) throws(FetchError) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(settings.connectTimeout), read: TimeAmount(settings.idleTimeout)))
        configuration.httpVersion = .http1Only
        // Failing at once and saying why is better than trying until the time is over.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let proxy = try proxies.proxy(forScheme: location.scheme, host: location.host, port: location.port) {
            configuration.proxy =
                proxy.user.map {
                    .server(
                        host: proxy.host, port: proxy.port,
                        authorization: .basic(username: $0, password: proxy.password ?? ""))
                } ?? .server(host: proxy.host, port: proxy.port)
        }
        return configuration
    }
}
