import Imaging
import Recognition

/// What turns a crop into an embedding: the seam between the pipeline and a backend.
package protocol EmbeddingModel: Sendable {
    /// Embeddings of two models are never compared.
    var id: ModelID { get }
    /// Makes exactly the tensor that `embed` takes.
    var preprocessor: CropPreprocessor { get }
    /// Blocking, for a worker thread; several threads may call at once. The result has unit length.
    func embed(_ tensor: Tensor) throws -> Embedding
}
