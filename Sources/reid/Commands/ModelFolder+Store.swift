import Foundation
import Inference

extension ModelFolder {
    var store: ModelStore {
        ModelStore(home: HomeFolder(setting: home).url.path)
    }

    var loader: ModelLoader {
        ModelLoader(store: store, library: onnxruntimeLibrary)
    }

    /// The manifest of a known name.
    func manifest(named name: String) throws -> ModelManifest {
        let models = store.list().models
        guard let model = models.first(where: { $0.manifest.name == name }) else {
            let names = models.map(\.manifest.name).joined(separator: ", ")
            throw CommandFailure.usage("There is no model named \(name); known are \(names).")
        }
        return model.manifest
    }
}
