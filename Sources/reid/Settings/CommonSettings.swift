import ArgumentParser
import Inference
import Logging

/// Settings of every command that looks at people. One declaration here is the flag, `REID_…`, and the key in `settings.json`.
struct CommonSettings: ParsableArguments {
    @Option(
        help:
            "The folder for everything the program keeps: models, settings.json. (default: $SCRYPTED_PLUGIN_VOLUME, $STATE_DIRECTORY, or the user's data folder)"
    )
    var home: String?

    @Option(
        help:
            "A model's name (see `reid model list`) or an ONNX file. (default: osnet-ain-x1.0-multisource, color-layout until it has arrived; with --profile small the cheapest that is here)"
    )
    var model: String?

    @Flag(inversion: .prefixedNo, help: "Never fetch anything.")
    var offline = false

    @Option(help: "What runs the models: onnxruntime, openvino (after `make openvino`), or auto: the quicker one.")
    var backend = BackendChoice.auto

    @Option(help: "How much of the machine is used: `standard`; `small` for one core and little memory.")
    var profile = Profile.standard

    @Option(help: "Threads that decode and recognise. (default: one per core, at most 4; one with --profile small)")
    var workers: Int?

    @Option(help: "The cosine from which two pictures show the same person. (default: the model's own)")
    var threshold: Double?

    @Option(help: "The ONNX Runtime library to load. (default: beside the program, .deps/, the system's)")
    var onnxruntimeLibrary: String?

    @Option(help: "The OpenVINO library to load. (default: .deps/, the system's)")
    var openvinoLibrary: String?

    @Option(help: "How much to log: trace, debug, info, notice, warning, error.")
    var logLevel: LogLevel = .info

    /// Threads that decode and recognise.
    var workerCount: Int { workers ?? profile.workers ?? WorkerPool.defaultWorkers }

    /// How models are run, and where it is kept what was found out about that.
    func backends(home: HomeFolder) -> BackendSettings {
        BackendSettings(
            backend: backend.backend, onnxRuntimeLibrary: onnxruntimeLibrary, openVINOLibrary: openvinoLibrary,
            workers: workerCount, folder: home.url.path)
    }

    func validate() throws {
        if let workers, !(1...64).contains(workers) {
            throw ValidationError("'--workers' must be between 1 and 64.")
        }
        if let threshold, !(-1.0...1.0).contains(threshold) {
            throw ValidationError("'--threshold' is a cosine: it must be between -1 and 1.")
        }
    }
}
