import ArgumentParser
import Foundation
import Imaging
import Inference

/// `reid bench --models`: what every model that is here costs on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure what recognising one person costs here, with every model that is here.")

    @Flag(help: "Every model of the folder (see `reid model list`), on every backend that is here. What there is to measure.")
    var models = false

    @Option(help: "Seconds for each model and backend.")
    var seconds = 2.0

    @Argument(help: "ONNX files to measure as well.")
    var files: [String] = []

    @OptionGroup var settings: CommonSettings

    func validate() throws {
        try SettingRange.check("seconds", seconds, 0.1...60)
    }

    func run() async throws {
        let home = HomeFolder(setting: settings.home)
        let store = ModelStore(home: home.url.path)
        let here = store.list().models.filter { $0.state == .present || $0.state == .embedded }.map(\.manifest.name)
        let workers = WorkerPool(workers: settings.workerCount)
        var table = TextTable(columns: ["model", "file", "backend", "one person", "with \(workers.workers) at once", "loading"])
        for model in here + files {
            for backend in InferenceBackend.allCases where settings.backend.backend.map({ $0 == backend }) ?? true {
                var chosen = settings.backends(home: home)
                chosen.backend = backend
                do {
                    table.addRow(try await row(model, ModelLoader(store: store, settings: chosen), on: workers))
                } catch OpenVINOError.libraryMissing where settings.backend == .auto {
                    continue
                } catch {
                    table.addRow([model, "", backend.title, "\(error)", "", ""])
                }
            }
        }
        try await workers.shutdown()
        print(table.text)
        print("\nMilliseconds for a person's crop, resizing included; medians. `reid doctor` says which libraries are used.")
    }

    private func row(_ name: String, _ loader: ModelLoader, on workers: WorkerPool) async throws -> [String] {
        let clock = ContinuousClock()
        let start = clock.now
        let loaded = try await workers.run { try loader.load(name) }
        let loading = clock.now - start
        let alone = try await Self.median(loaded, times: 1, seconds: seconds / 2, on: workers)
        let together = try await Self.median(loaded, times: workers.workers, seconds: seconds / 2, on: workers)
        let size = loaded.manifest.file.size.map { String(format: "%.1f MB", Double($0) / 1e6) } ?? ""
        return [
            loaded.manifest.name, size, loaded.backend.title, String(format: "%.1f ms", alone),
            String(format: "%.1f ms each, %.0f a second", together, Double(workers.workers) * 1_000 / together),
            String(format: "%.2f s", loading / .seconds(1)),
        ]
    }

    /// A crop of a size as 1080p cameras give it.
    private static func crop() throws -> Region {
        let (width, height) = (160, 400)
        let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }
        guard let image = RGBImage(width: width, height: height, pixels: pixels), let region = Region(whole: image) else {
            throw CommandFailure.unavailable("No picture to measure with.")
        }
        return region
    }

    /// Milliseconds of one inference while `times` of them run at once.
    private static func median(_ loaded: LoadedModel, times: Int, seconds: Double, on workers: WorkerPool) async throws -> Double
    {
        let region = try crop()
        return try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<times {
                group.addTask {
                    try await workers.run {
                        let clock = ContinuousClock()
                        let end = clock.now + .seconds(seconds)
                        var scratch = CropScratch(), measured: [Double] = []
                        while clock.now < end {
                            let time = try clock.measure { _ = try loaded.model.embed(region, scratch: &scratch) }
                            measured.append(time / .milliseconds(1))
                        }
                        return measured
                    }
                }
            }
            var all: [Double] = []
            for try await measured in group { all += measured }
            return all.sorted()[all.count / 2]
        }
    }
}
