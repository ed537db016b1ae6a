/// Why a model could not be fetched, as facts; `description` has the sentences. A wrong hash is a `ModelError`.
package enum FetchError: Error, Sendable, Hashable {
    case noAddress(model: String)
    case invalidAddress(String)
    case invalidProxy(variable: String)
    /// Somebody else is fetching the same file.
    case busy(path: String)
    case unreachable(host: String, reason: String)
    case timedOut(host: String)
    case status(host: String, code: Int)
    case tooManyRedirects(host: String)
    /// From an encrypted address to an unencrypted one.
    case insecureRedirect(host: String)
    case tooLarge(limit: Int)
    case wrongSize(have: Int, need: Int)
    /// The connection ended early; what came is kept, and the next try goes on from there.
    case interrupted(have: Int, need: Int?)
    case unwritable(path: String, reason: String)
}
