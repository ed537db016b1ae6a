import Evaluation
import Foundation
import Inference
import Recognition

// Tries settings of the identity engine on simulated days.
let arguments = CommandLine.arguments
let data = URL(fileURLWithPath: "/work/shared/data/market1501-dev")
let models = arguments[1].split(separator: ",").map(String.init)
let mode = arguments.count > 2 ? arguments[2] : "run"
let workers = WorkerPool(workers: 2)
let cache = URL(fileURLWithPath: "/tmp/looks")
let folder = try MarketFolder(data)
for name in models {
    let loader = ModelLoader(store: ModelStore(home: "/tmp/looks/home"), library: nil)
    let file = "/work/shared/models/\(name).onnx"
    let model = try loader.load(file)
    let library = try await CropLibrary.load(folder, model: model, workers: workers, cache: cache) { done, all in
        if done % 500 == 0 { print(done, all) }
    }
    try await tune(name, model, library, mode: mode, arguments: Array(arguments.dropFirst(3)))
}
try await workers.shutdown()
