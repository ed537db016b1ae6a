import ScryptedBridge
import ScryptedRPC

extension HomeFolder {
    /// Where the tokens of Scrypted servers lie.
    var credentials: CredentialStore { CredentialStore(file: url.appendingPathComponent("scrypted.json")) }

    /// What `reid login` left of a server.
    /// - Parameter host: as people type it.
    func login(at host: String) throws -> (ServerAddress, ScryptedCredentials) {
        let server: ServerAddress
        do {
            server = try ServerAddress(parsing: host)
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        do {
            guard let credentials = try credentials.credentials(for: server) else {
                throw CommandFailure.unavailable("There is no token for \(server) yet: run `reid login \(server)` first.")
            }
            return (server, credentials)
        } catch let error as AccessError {
            throw CommandFailure.unavailable("\(error)")
        }
    }
}
