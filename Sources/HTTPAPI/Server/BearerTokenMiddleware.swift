import Hummingbird

/// Lets a request through when it carries the token, as a header or (all an old client can do) in the address.
struct BearerTokenMiddleware<Context: RequestContext>: RouterMiddleware {
    var token: String

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path != "/health", request.uri.path != "/ready" else {
            return try await next(request, context)
        }
        let header = request.headers[.authorization].flatMap { value -> Substring? in
            let parts = value.split(separator: " ", maxSplits: 1)
            return parts.count == 2 && parts[0].lowercased() == "bearer" ? parts[1] : nil
        }
        guard let presented = header ?? request.uri.queryParameters["token"], isToken(presented) else {
            throw APIError.unauthorized
        }
        return try await next(request, context)
    }

    /// Takes as long for a near miss as for a far one, so that the time tells nothing about the token.
    private func isToken(_ presented: Substring) -> Bool {
        let expected = Array(token.utf8), given = Array(presented.utf8)
        var difference = UInt8(expected.count == given.count ? 0 : 1)
        for index in expected.indices {
            difference |= expected[index] ^ (index < given.count ? given[index] : 0)
        }
        return difference == 0
    }
}
