import Imaging
import Inference
import Recognition

/// An in-memory model: the brightness of 8 × 8 patches, as different from `color-layout` as a model can be.
package struct TwinModel: EmbeddingModel {
    package let id: ModelID
    private let preprocessor = CropPreprocessor(
        .init(
            width: 8, height: 8, colorOrder: .rgb, scale: 1 / 255, mean: [0.5, 0.5, 0.5], std: [1, 1, 1],
            resize: .antialiasedBilinear, layout: .nchw))

    package init(id: String) {
        self.id = ModelID(id)
    }

    package struct Blank: Error {}

    package func embed(_ region: Region, scratch: inout CropScratch) throws -> Embedding {
        guard let embedding = Embedding(normalizing: preprocessor.tensor(from: region).values) else { throw Blank() }
        return embedding
    }

    /// The twin as if it had been loaded.
    package static func loaded(id: String) throws -> LoadedModel {
        LoadedModel(manifest: try TestModel.load(nil).manifest, model: TwinModel(id: id))
    }
}
