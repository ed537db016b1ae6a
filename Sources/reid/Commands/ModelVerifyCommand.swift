import ArgumentParser
import Inference

struct ModelVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the size and hash of models, and run their self-test.")

    @Argument(help: "Names of `reid model list`, or ONNX files. (default: every model that is here)")
    var models: [String] = []

    @OptionGroup var folder: ModelFolder

    func run() async throws {
        let store = folder.store
        let here = store.list().models.filter { $0.state == .embedded || $0.state == .present }.map(\.manifest.name)
        let workers = WorkerPool(workers: 1)
        var failures = 0
        for model in models.isEmpty ? here : models {
            do {
                let loaded = try await workers.run { [loader = folder.loader] in try loader.load(model) }
                print("✓ \(model): \(loaded.manifest.id) passes its self-test")
                for warning in loaded.warnings { print("  \(warning)") }
            } catch {
                failures += 1
                print("✗ \(model): \(error)")
            }
        }
        try await workers.shutdown()
        guard failures == 0 else { throw CommandFailure.unavailable("\(failures) of the models cannot be used.") }
    }
}
