import Imaging

/// Turns a name or a file into a model that has passed its self-test.
package struct ModelLoader: Sendable {
    private let store: ModelStore
    private let library: String?

    /// - Parameter library: the ONNX Runtime that a person asked for; otherwise it is searched for.
    package init(store: ModelStore, library: String? = nil) {
        self.store = store
        self.library = library
    }

    /// Blocking, a few tenths of a second: for a worker thread, or before anything else runs.
    /// - Throws: `ModelError` or `ONNXError`, whose descriptions are sentences for people.
    package func load(_ nameOrFile: String) throws -> LoadedModel {
        let resolved = try store.resolve(nameOrFile)
        let runtime = try ONNXRuntime(library: library)
        let session = try ONNXSession(
            resolved.source, input: resolved.manifest?.input.name ?? ONNXSession.automatic,
            output: resolved.manifest?.output.name ?? ONNXSession.automatic, runtime: runtime)
        let manifest = try resolved.manifest ?? Self.guess(resolved, session: session)
        let model = try ONNXEmbeddingModel(manifest: manifest, session: session)
        try ModelSelfTest(manifest: manifest).run(model)
        return LoadedModel(
            manifest: manifest, model: model, warnings: Self.warnings(manifest, recognised: resolved.recognised))
    }

    /// Runs the graph once on nothing, because its answer's length may be open until then.
    private static func guess(_ resolved: ResolvedModel, session: ONNXSession) throws -> ModelManifest {
        guard case .graph(let path) = resolved.recognised else { throw ModelError.notFinite }
        func guessed(dimension: Int) throws -> ModelManifest {
            guard
                let manifest = ModelManifest(
                    guessedFor: path, hash: resolved.hash, input: session.input, dimension: dimension)
            else {
                throw ONNXError.unusableShape(
                    .input, name: session.input.name, have: session.input.shape,
                    need: "a picture of at most \(ModelManifest.maximumSide) pixels a side")
            }
            return manifest
        }
        let declared = session.output.shape[1]
        if declared > 0 { return try guessed(dimension: declared) }
        let shape = try guessed(dimension: 1).input.tensorShape
        guard let nothing = Tensor(shape: shape, values: [Float](repeating: 0, count: shape.reduce(1, *))) else {
            throw ModelError.notFinite
        }
        return try guessed(dimension: session.run(nothing).count)
    }

    private static func warnings(_ manifest: ModelManifest, recognised: ResolvedModel.Recognised) -> [String] {
        var warnings: [String] = []
        if manifest.purpose == .benchmark {
            warnings.append(
                "\(manifest.name) has untrained weights: it is for measuring speed and memory, and recognises nobody.")
        }
        if case .graph(let path) = recognised {
            let input = manifest.input
            warnings.append(
                "\(path) has no manifest: assumed are \(input.width)×\(input.height) pixels, RGB, ImageNet's mean and "
                    + "deviation, and an unmeasured threshold.")
        }
        return warnings
    }
}
