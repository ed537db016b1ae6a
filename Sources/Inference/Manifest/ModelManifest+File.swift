extension ModelManifest.File {
    /// Holds a file against everything that is known of it.
    /// - Throws: `wrongSize` or `wrongHash`.
    func check(_ hash: FileHash, path: String, pin: ModelPin?) throws(ModelError) {
        if let size = size ?? pin?.size, size != hash.size {
            throw .wrongSize(path: path, have: hash.size, need: size)
        }
        if let sha256 = sha256 ?? pin?.sha256, sha256 != hash.sha256 {
            throw .wrongHash(path: path, have: hash.sha256, need: sha256)
        }
        if let gitBlob, gitBlob != hash.gitBlob {
            throw .wrongHash(path: path, have: hash.gitBlob, need: gitBlob)
        }
    }

    /// Whether this very file is meant, by hash; false where no hash is known.
    func identifies(_ hash: FileHash) -> Bool {
        if let sha256 { return sha256 == hash.sha256 }
        return gitBlob == hash.gitBlob
    }
}
