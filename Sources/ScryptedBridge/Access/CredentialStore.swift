import Foundation
import ScryptedRPC

/// The file with the credentials of every server we have logged in to: a JSON object by `HOST:PORT`, for its owner's eyes only.
package struct CredentialStore: Sendable {
    package let file: URL

    package init(file: URL) {
        self.file = file
    }

    /// Nil when we have never logged in there.
    /// - Throws: `AccessError.unusableFile`.
    package func credentials(for server: ServerAddress) throws(AccessError) -> ScryptedCredentials? {
        try load()[server.description]
    }

    /// Every server we have logged in to, by name.
    /// - Throws: `AccessError.unusableFile`.
    package func servers() throws -> [ServerAddress] {
        try load().keys.sorted().map { key in
            do {
                return try ServerAddress(parsing: key)
            } catch {
                throw unusable("\"\(key)\" is not a server's address")
            }
        }
    }

    /// Keeps credentials in place of those before. The folder is made if it must be.
    /// - Throws: `AccessError.unusableFile`; then the file is as it was.
    package func save(_ credentials: ScryptedCredentials, for server: ServerAddress) throws(AccessError) {
        var all = try load()
        all[server.description] = credentials
        try write(all)
    }

    /// Forgets a server; nothing when it is not known.
    /// - Throws: `AccessError.unusableFile`; then the file is as it was.
    package func remove(_ server: ServerAddress) throws(AccessError) {
        var all = try load()
        guard all.removeValue(forKey: server.description) != nil else { return }
        try write(all)
    }

    private func load() throws(AccessError) -> [String: ScryptedCredentials] {
        guard let bytes = try PrivateFile.read(file.path) else { return [:] }
        guard let all = try? JSONDecoder().decode([String: ScryptedCredentials].self, from: bytes) else {
            throw unusable("it does not hold what `reid login` writes; remove it and log in again")
        }
        return all
    }

    private func write(_ all: [String: ScryptedCredentials]) throws(AccessError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try PrivateFile.write(try encoder.encode(all), to: file.path)
        } catch {
            throw error as? AccessError ?? unusable(error.localizedDescription)
        }
    }

    private func unusable(_ reason: String) -> AccessError {
        .unusableFile(path: file.path, reason: reason)
    }
}
