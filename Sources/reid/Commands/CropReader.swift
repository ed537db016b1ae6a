import Foundation
import Imaging
import Inference
import Recognition

/// Turns picture files, each the crop of one person, into embeddings.
struct CropReader {
    let model: LoadedModel
    private let workers: WorkerPool
    private let decoder = PictureDecoder(budget: DecodeBudget())

    /// Loads the model of the settings, and lends a reader for as long as `body` runs.
    static func with(_ settings: CommonSettings, _ body: (CropReader) async throws -> Void) async throws {
        let workers = WorkerPool(workers: settings.workerCount)
        do {
            let home = HomeFolder(setting: settings.home)
            let model = try await ModelChoice(settings, home: home).load(on: workers)
            try await body(CropReader(model: model, workers: workers))
            try await workers.shutdown()
        } catch {
            try? await workers.shutdown()
            throw error
        }
    }

    func embedding(of file: String) async throws -> Embedding {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw CommandFailure.unavailable("\(file) cannot be read.")
        }
        do {
            return try await workers.run { [decoder, model] in
                let image = try decoder.picture(from: Array(bytes))
                guard let whole = Region(whole: image) else { throw PictureError.corrupt }
                return try model.model.embed(whole)
            }
        } catch let error as PictureError {
            throw CommandFailure.unavailable("\(file) cannot be used as a picture: \(error.sentence).")
        }
    }
}
