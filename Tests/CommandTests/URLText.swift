import AsyncHTTPClient

enum URLText {
    static func get(_ url: String) async throws -> String {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(20))
        return String(buffer: try await response.body.collect(upTo: 1 << 20))
    }
}
