import Foundation
import Imaging

/// Turns a name or a file into a model that has passed its self-test.
package struct ModelLoader: Sendable {
    private let store: ModelStore
    private let settings: BackendSettings

    package init(store: ModelStore, settings: BackendSettings) {
        self.store = store
        self.settings = settings
    }

    /// On ONNX Runtime, remembering nothing.
    /// - Parameter library: the ONNX Runtime that a person asked for; otherwise it is searched for.
    package init(store: ModelStore, library: String? = nil) {
        self.init(store: store, settings: BackendSettings(onnxRuntimeLibrary: library))
    }

    /// Blocking, a few tenths of a second: for a worker thread, or before anything else runs. The first time that a model is
    /// loaded and there is a choice of backends, a second and a half longer.
    ///
    /// The file's hash is checked every time. The self-test runs until it was passed once: it would come out the same with
    /// the same file, manifest, library, program and CPU (`ModelRecord`).
    /// - Throws: `ModelError`, `ONNXError` or `OpenVINOError`, whose descriptions are sentences for people.
    package func load(_ nameOrFile: String) throws -> LoadedModel {
        let resolved = try store.resolve(nameOrFile)
        let manifest = try resolved.manifest ?? guess(resolved)
        var warnings = Self.warnings(manifest, recognised: resolved.recognised)
        let libraries = [
            Self.place(of: .onnxRuntime, asked: settings.onnxRuntimeLibrary),
            Self.place(of: .openVINO, asked: settings.openVINOLibrary),
        ]
        let memory = ModelMemory(folder: settings.folder)
        let known = memory.record(
            of: resolved.hash.sha256,
            under: ModelRecord.circumstances(
                libraries: libraries.compactMap(\.self), manifest: manifest, workers: settings.workers))
        var record = known
        let model: SessionModel
        do {
            // The embedded model takes about a millisecond anywhere, and is only there until another has arrived.
            let hasChoice = libraries[1] != nil && resolved.recognised != .embedded
            model = try open(resolved, manifest: manifest, hasChoice: hasChoice, &record)
        } catch let error as OpenVINOError where settings.backend == nil {
            // It was our own idea to use it.
            warnings.append("Going on with ONNX Runtime. \(error)")
            model = try open(resolved, manifest: manifest, on: .onnxruntime, &record)
        }
        if record != known { memory.keep(record) }
        return LoadedModel(manifest: manifest, model: model, backend: model.session.backend, warnings: warnings)
    }

    // MARK: Backends

    private func open(
        _ resolved: ResolvedModel, manifest: ModelManifest, hasChoice: Bool, _ record: inout ModelRecord
    ) throws -> SessionModel {
        let backend = settings.backend ?? (hasChoice ? record.chosen : .onnxruntime)
        if let backend { return try open(resolved, manifest: manifest, on: backend, &record) }

        let first = try open(resolved, manifest: manifest, on: .onnxruntime, &record)
        let second = try open(resolved, manifest: manifest, on: .openvino, &record)
        let times = try BackendTrial(manifest: manifest).milliseconds(first, second)
        let isSecondBetter = times.map { $0.second < $0.first * BackendTrial.worthwhile } ?? false
        let chosen = isSecondBetter ? second : first
        record.chosen = chosen.session.backend
        if let times {
            record.milliseconds = [
                InferenceBackend.onnxruntime.rawValue: times.first, InferenceBackend.openvino.rawValue: times.second,
            ]
        }
        return chosen
    }

    /// Opens a model on one backend and has it pass the self-test.
    private func open(
        _ resolved: ResolvedModel, manifest: ModelManifest, on backend: InferenceBackend, _ record: inout ModelRecord
    ) throws -> SessionModel {
        let session: any InferenceSession
        switch backend {
        case .onnxruntime:
            session = try ONNXSession(
                resolved.source, input: manifest.input.name, output: manifest.output.name,
                runtime: ONNXRuntime(library: settings.onnxRuntimeLibrary))
        case .openvino:
            session = try openVINOSession(resolved.source, manifest: manifest, &record)
        }
        let model = try SessionModel(manifest: manifest, session: session)
        if !record.passed.contains(backend) {
            try ModelSelfTest(manifest: manifest).run(model)
            record.passed.append(backend)
        }
        return model
    }

    /// Takes what compiling the model gave at an earlier start, or compiles it.
    private func openVINOSession(
        _ source: ModelSource, manifest: ModelManifest, _ record: inout ModelRecord
    ) throws -> OpenVINOSession {
        let input = manifest.input, output = manifest.output
        let runtime = try OpenVINORuntime(library: settings.openVINOLibrary)
        let compiled = CompiledModels(home: settings.folder)
        if let content = compiled.content(of: record),
            let session = try? OpenVINOSession(
                exported: content, input: input.name, output: output.name, shape: input.tensorShape, runtime: runtime,
                streams: settings.workers)
        {
            return session
        }
        let session = try OpenVINOSession(
            source, input: input.name, output: output.name, shape: input.tensorShape, runtime: runtime,
            streams: settings.workers)
        record.compiled = compiled.keep(session, of: record.model)
        return session
    }

    /// The library that would be opened; nil when none is there.
    private static func place(of library: RuntimeLibrary, asked: String?) -> String? {
        if let asked { return asked }
        return LibrarySearch.standard(library).candidates.first { FileManager.default.fileExists(atPath: $0) }
    }

    // MARK: Files that nobody describes

    /// Runs the graph once on nothing, because its answer's length may be open until then.
    private func guess(_ resolved: ResolvedModel) throws -> ModelManifest {
        guard case .graph(let path) = resolved.recognised else { throw ModelError.notFinite }
        let session = try ONNXSession(resolved.source, runtime: ONNXRuntime(library: settings.onnxRuntimeLibrary))
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
