import Hummingbird
import Logging

/// Outermost: whatever goes wrong further in, the client gets a sentence and a code in JSON.
struct ErrorAnswerMiddleware<Context: RequestContext>: RouterMiddleware {
    var logger: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as APIError {
            throw error
        } catch let error as HTTPError where error.status == .notFound {
            throw APIError.notFound
        } catch let error as HTTPError where error.status == .methodNotAllowed {
            throw APIError.methodNotAllowed
        } catch {
            logger.error("a request failed", metadata: ["path": "\(request.uri.path.prefix(100))", "error": "\(error)"])
            throw APIError.internalError
        }
    }
}
