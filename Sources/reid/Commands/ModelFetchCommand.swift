import ArgumentParser
import Foundation
import Inference

struct ModelFetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Download a model; continues where an earlier attempt stopped.")

    @Argument(help: "A name of `reid model list`.")
    var name = ModelManifest.preferredName

    @OptionGroup var folder: ModelFolder

    func run() async throws {
        let manifest = try folder.manifest(named: name)
        let bar = ProgressBar(label: manifest.name)
        do {
            let path = try await ModelFetcher(store: folder.store).fetch(manifest) { progress in
                bar.show(done: progress.received, of: progress.total)
            }
            bar.finish()
            print("\(manifest.name) is at \(path).")
        } catch let error as FetchError {
            bar.finish()
            throw CommandFailure.unavailable("\(error)")
        } catch let error as ModelError {
            bar.finish()
            throw CommandFailure.unavailable("\(error)")
        }
    }
}
