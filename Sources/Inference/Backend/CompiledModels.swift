import Foundation

/// What OpenVINO made of models, `compiled/` in the home folder: taking it again is several times quicker than compiling.
///
/// The library's own cache would have to read and reshape the model all the same, and never removes anything.
struct CompiledModels: Sendable {
    /// Nil: nothing is kept.
    private let folder: URL?
    /// More than one house uses in turn.
    private static let maximumFiles = 4
    private static let suffix = ".blob"

    /// - Parameter home: the home folder.
    init(home: String?) {
        folder = home.map { URL(fileURLWithPath: $0, isDirectory: true).appendingPathComponent("compiled", isDirectory: true) }
    }

    /// What was kept under a record, byte for byte; nil when there is nothing, or something else by now.
    func content(of record: ModelRecord) -> [UInt8]? {
        guard let folder, let hash = record.compiled,
            let data = try? Data(contentsOf: file(of: record.model, in: folder))
        else { return nil }
        let bytes = [UInt8](data)
        return FileHash(of: bytes).sha256 == hash ? bytes : nil
    }

    /// Keeps what compiling a model gave, in place of what was kept of it before.
    /// - Returns: its SHA-256; nil when it could not be kept, which costs the next start some time.
    func keep(_ session: OpenVINOSession, of model: String) -> String? {
        guard let folder else { return nil }
        let file = file(of: model, in: folder)
        let part = file.appendingPathExtension("part")
        defer { try? FileManager.default.removeItem(at: part) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try session.export(to: part.path)
            let hash = try FileHash(of: part.path).sha256
            guard rename(part.path, file.path) == 0 else { return nil }
            removeOldest(in: folder)
            return hash
        } catch {
            return nil
        }
    }

    private func file(of model: String, in folder: URL) -> URL {
        folder.appendingPathComponent(model + Self.suffix)
    }

    private func removeOldest(in folder: URL) {
        let key = URLResourceKey.contentModificationDateKey
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [key])) ?? []
        func age(_ file: URL) -> Date {
            (try? file.resourceValues(forKeys: [key]).contentModificationDate) ?? .distantPast
        }
        for file in files.sorted(by: { age($0) > age($1) }).dropFirst(Self.maximumFiles) {
            try? FileManager.default.removeItem(at: file)
        }
    }
}
