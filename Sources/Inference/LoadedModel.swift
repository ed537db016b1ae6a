import Recognition

/// A model that is ready: loaded, tested, and with everything known about it.
package struct LoadedModel: Sendable {
    package let manifest: ModelManifest
    package let model: any EmbeddingModel
    /// What runs it.
    package let backend: InferenceBackend
    /// Sentences to say at every start; empty when all is well.
    package let warnings: [String]

    package init(
        manifest: ModelManifest, model: any EmbeddingModel, backend: InferenceBackend = .onnxruntime, warnings: [String] = []
    ) {
        self.manifest = manifest
        self.model = model
        self.backend = backend
        self.warnings = warnings
    }

    package var id: ModelID { model.id }

    /// How its similarities are judged; a plain `threshold` wins over the manifest.
    package func policy(threshold: Double? = nil) -> MatchPolicy {
        manifest.policy(threshold: threshold)
    }
}
