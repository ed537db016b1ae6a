import ArgumentParser
import Foundation
import Inference

struct ModelInfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "info", abstract: "Print everything known of a model.")

    @Argument(help: "A name of `reid model list`, or an ONNX file.")
    var model: String

    @Flag(help: "The manifest as JSON.")
    var json = false

    @OptionGroup var folder: ModelFolder

    func run() async throws {
        let manifest: ModelManifest
        if let known = folder.store.list().models.first(where: { $0.manifest.name == model }) {
            manifest = known.manifest
        } else {
            let workers = WorkerPool(workers: 1)
            let loaded: Result<LoadedModel, any Error>
            do {
                loaded = .success(try await workers.run { [loader = folder.loader, model] in try loader.load(model) })
            } catch {
                loaded = .failure(error)
            }
            try await workers.shutdown()
            do {
                manifest = try loaded.get().manifest
            } catch {
                throw CommandFailure.unavailable("\(error)")
            }
        }
        if json { return try printJSON(manifest) }
        let input = manifest.input
        print(
            """
            \(manifest.id)\(manifest.summary.map { ": \($0)" } ?? "")
              file        \(manifest.file.name)\(manifest.file.url.map { " from \($0)" } ?? "")
              takes       \(input.width)×\(input.height) \(input.colorOrder.rawValue.uppercased()) as \(input.layout.rawValue.uppercased()), \
            resized by \(input.resize.rawValue), scale \(input.scale), mean \(input.mean), std \(input.std)
              gives       \(manifest.output.dimension) numbers\(manifest.output.unitLength ? ", of unit length" : "")
              same from   \(String(format: "%.3f", manifest.policy().loneCandidateThreshold)) (lone candidate, just seen, \
            before a camera is known)
              judged by   \(judgedBy(manifest))
              licence     \(manifest.licence)
              provenance  \(manifest.provenance)
            """)
    }

    /// The pair in force once cameras are known, and whether anybody measured it on this very model.
    private func judgedBy(_ manifest: ModelManifest) -> String {
        let policy = manifest.policy()
        let pair = String(
            format: "a = %.3g, b = %.3g", Double(policy.slopeMilli) / 1_000, Double(policy.offsetMicro) / 1_000_000)
        let isMeasured = manifest.thresholds.calibrated != nil && manifest.thresholds.isAssumed != true
        return pair + (isMeasured ? "" : " (not measured on its own weights: `reid calibrate` finds this house's)")
    }
}
