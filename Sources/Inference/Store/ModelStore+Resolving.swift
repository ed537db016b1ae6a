import Foundation

extension ModelStore {
    /// Finds a model by name or file and checks its size and hash. Blocking: reads the whole file.
    /// - Parameter nameOrFile: a name; or a path, which has a slash or ends with `.onnx`.
    /// - Throws: `unknownModel`, `fileMissing`, or what is wrong with the file or the manifest beside it.
    package func resolve(_ nameOrFile: String) throws(ModelError) -> ResolvedModel {
        if !nameOrFile.contains("/"), !nameOrFile.hasSuffix(".onnx") {
            let listing = list()
            if let known = listing.models.first(where: { $0.manifest.name == nameOrFile }) {
                return try resolve(known)
            }
            // A manifest of that name which cannot be read is the likelier reason than a wrong name.
            if let broken = listing.unreadable.first(where: { $0.path == "\(folder)/\(nameOrFile).json" }) {
                throw broken.reason
            }
            guard FileManager.default.fileExists(atPath: nameOrFile) else {
                throw .unknownModel(name: nameOrFile, known: listing.models.map(\.manifest.name))
            }
        }
        return try resolve(file: nameOrFile)
    }

    /// Checks the size and hash of a known model's file. Blocking.
    /// - Returns: what was read.
    /// - Throws: `fileMissing`, `wrongSize`, `wrongHash`, `fileUnreadable`.
    @discardableResult
    package func verify(_ manifest: ModelManifest) throws(ModelError) -> FileHash {
        if manifest.file.embedded == true { return FileHash(of: try embeddedBytes(of: manifest)) }
        let path = path(of: manifest)
        guard FileManager.default.fileExists(atPath: path) else {
            throw .fileMissing(name: manifest.name, path: path, fetchable: manifest.file.url != nil)
        }
        let hash = try FileHash(of: path)
        try manifest.file.check(hash, path: path, pin: ModelPin(besideFileAt: path))
        return hash
    }

    private func resolve(_ known: Listing.Model) throws(ModelError) -> ResolvedModel {
        let hash = try verify(known.manifest)
        if known.state == .embedded {
            let bytes = try embeddedBytes(of: known.manifest)
            return ResolvedModel(manifest: known.manifest, source: .bytes(bytes), recognised: .embedded, hash: hash)
        }
        return ResolvedModel(
            manifest: known.manifest, source: .file(path: known.path), recognised: .named, hash: hash)
    }

    private func resolve(file path: String) throws(ModelError) -> ResolvedModel {
        guard FileManager.default.fileExists(atPath: path) else {
            throw .unknownModel(name: path, known: list().models.map(\.manifest.name))
        }
        let hash = try FileHash(of: path)
        let source = ModelSource.file(path: path)
        let stem = path.hasSuffix(".onnx") ? String(path.dropLast(5)) : path
        for candidate in [stem + ".json", path + ".json"] where FileManager.default.fileExists(atPath: candidate) {
            let manifest = try Self.manifest(at: candidate)
            try manifest.file.check(hash, path: path, pin: ModelPin(besideFileAt: path))
            return ResolvedModel(
                manifest: manifest, source: source, recognised: .manifest(path: candidate), hash: hash)
        }
        if let known = builtIn.first(where: { $0.file.identifies(hash) }) {
            return ResolvedModel(manifest: known, source: source, recognised: .hash, hash: hash)
        }
        return ResolvedModel(manifest: nil, source: source, recognised: .graph(path: path), hash: hash)
    }

    private func embeddedBytes(of manifest: ModelManifest) throws(ModelError) -> [UInt8] {
        guard let bytes = ModelManifest.embeddedGraphs[manifest.name] else {
            throw .manifestField("file.embedded", problem: "names a model that is not part of this program")
        }
        return bytes
    }

    static func manifest(at path: String) throws(ModelError) -> ModelManifest {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            data = try handle.read(upToCount: ModelManifest.maximumBytes + 1) ?? Data()
        } catch {
            throw .fileUnreadable(path: path, reason: error.localizedDescription)
        }
        let manifest = try ModelManifest(parsing: data)
        guard manifest.file.embedded != true else {
            throw .manifestField("file.embedded", problem: "is only for models that are part of the program")
        }
        return manifest
    }
}
