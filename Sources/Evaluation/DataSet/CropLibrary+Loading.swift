import Crypto
import Foundation
import Imaging
import Inference

/// Each crop is embedded once and kept in a file from then on.
extension CropLibrary {
    /// - Parameters:
    ///   - cache: where embeddings are kept between runs; nothing else is written there.
    ///   - progress: called with how many of all are done.
    /// - Throws: `DataSetError`, or what the model throws.
    package static func load(
        _ folder: MarketFolder, model: LoadedModel, workers: WorkerPool, cache: URL,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> CropLibrary {
        let file = cache.appendingPathComponent(fingerprint(of: folder, model: model) + ".looks")
        let dimension = model.manifest.output.dimension
        var looks = read(file, count: folder.entries.count, dimension: dimension)
        if looks == nil {
            let made = try await embed(folder, model: model, workers: workers, progress: progress)
            try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
            try Data(made.flatMap(\.record)).write(to: file, options: .atomic)
            looks = made
        }
        let crops = zip(folder.entries, looks ?? []).map { entry, look in
            LabelledCrop(
                person: entry.person, camera: entry.camera, sequence: entry.sequence, frame: entry.frame, file: entry.path,
                embedding: look.colour, desaturated: look.desaturated, quality: look.quality)
        }
        return CropLibrary(crops: crops, isQuery: folder.entries.map(\.isQuery))
    }

    private static func embed(
        _ folder: MarketFolder, model: LoadedModel, workers: WorkerPool, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> [CropLook] {
        let decoder = PictureDecoder(budget: DecodeBudget())
        let paths = folder.entries.map(\.path)
        return try await withThrowingTaskGroup(of: (Int, CropLook).self) { tasks in
            var looks = [CropLook?](repeating: nil, count: paths.count)
            var next = 0
            func add() {
                guard next < paths.count else { return }
                let index = next
                next += 1
                tasks.addTask {
                    (index, try await workers.run { try CropLook(of: paths[index], decoder: decoder, model: model.model) })
                }
            }
            for _ in 0..<2 * workers.workers { add() }
            var done = 0
            for try await (index, look) in tasks {
                looks[index] = look
                done += 1
                progress(done, paths.count)
                add()
            }
            return looks.compactMap(\.self)
        }
    }

    private static func read(_ file: URL, count: Int, dimension: Int) -> [CropLook]? {
        guard let bytes = FileManager.default.contents(atPath: file.path).map(Array.init) else { return nil }
        let size = CropLook.size(dimension: dimension)
        guard bytes.count == count * size else { return nil }
        let looks = (0..<count).compactMap { CropLook(bytes[$0 * size..<($0 + 1) * size], dimension: dimension) }
        return looks.count == count ? looks : nil
    }

    /// Of the model and of every file's name, size and time.
    private static func fingerprint(of folder: MarketFolder, model: LoadedModel) -> String {
        var hash = SHA256()
        hash.update(data: Data("\(model.id) \(model.manifest.file.sha256 ?? "")\n".utf8))
        for entry in folder.entries {
            let attributes = try? FileManager.default.attributesOfItem(atPath: entry.path)
            let size = attributes?[.size] as? Int ?? 0
            let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            hash.update(data: Data("\(entry.path) \(size) \(time)\n".utf8))
        }
        return hash.finalize().prefix(12).map { String(format: "%02x", $0) }.joined()
    }
}
