import Imaging
import Recognition

/// What turns a crop into an embedding: the seam between the pipeline and a model.
package protocol EmbeddingModel: Sendable {
    /// Embeddings of two models are never compared.
    var id: ModelID { get }
    /// Blocking, for a worker thread; several threads may call at once. The result has unit length.
    func embed(_ region: Region, scratch: inout CropScratch) throws -> Embedding
}

extension EmbeddingModel {
    /// As above, for whoever looks once.
    package func embed(_ region: Region) throws -> Embedding {
        var scratch = CropScratch()
        return try embed(region, scratch: &scratch)
    }
}
