import Foundation
import Inference

/// Which model the settings mean, and what to do until it is there.
struct ModelChoice {
    let store: ModelStore
    let loader: ModelLoader
    private let wanted: String?
    private let isOffline: Bool

    init(_ settings: CommonSettings, home: HomeFolder) {
        store = ModelStore(home: home.url.path)
        loader = ModelLoader(store: store, settings: settings.backends(home: home))
        wanted = settings.model ?? (settings.profile.prefersCheapModels ? store.cheapest?.name : nil)
        isOffline = settings.offline
    }

    /// What the service starts with, and what it should still fetch.
    struct Start {
        var model: LoadedModel
        var arriving: ModelManifest?
        /// Why it does not start with what was wanted; nil when it does.
        var remark: String?
    }

    /// For commands that look once: the model asked for, or the best that is here.
    func load(on workers: WorkerPool) async throws -> LoadedModel {
        let fetchable = store.list().models.first { $0.manifest.name == wanted && $0.state == .fetchable }
        if let fetchable {
            throw CommandFailure.unavailable(
                "The model \(fetchable.manifest.name) is not here yet: run `reid model fetch \(fetchable.manifest.name)` first.")
        }
        return try await start(on: workers).model
    }

    /// For the service: never waits for a download.
    func start(on workers: WorkerPool) async throws -> Start {
        let name = wanted ?? ModelManifest.preferredName
        let known = store.list().models.first { $0.manifest.name == name }
        if let known, known.state == .fetchable {
            if isOffline, wanted != nil {
                throw CommandFailure.unavailable("The model \(name) is not here, and --offline forbids to fetch it.")
            }
            return Start(
                model: try await load(ModelManifest.embeddedName, on: workers), arriving: isOffline ? nil : known.manifest,
                remark: "\(name) is not here yet")
        }
        do {
            return Start(model: try await load(name, on: workers))
        } catch let failure as CommandFailure {
            // What nobody asked for by name must not keep the service from starting.
            guard wanted == nil else { throw failure }
            return Start(
                model: try await load(ModelManifest.embeddedName, on: workers), arriving: isOffline ? nil : known?.manifest,
                remark: failure.sentence)
        }
    }

    private func load(_ nameOrFile: String, on workers: WorkerPool) async throws -> LoadedModel {
        do {
            return try await workers.run { [loader] in try loader.load(nameOrFile) }
        } catch let error as ModelError {
            throw CommandFailure.unavailable("\(error)")
        } catch let error as ONNXError {
            throw CommandFailure.unavailable("\(error)")
        } catch let error as OpenVINOError {
            throw CommandFailure.unavailable("\(error)")
        }
    }
}
