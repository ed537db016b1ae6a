@testable import Inference

extension ModelManifest {
    /// A valid manifest of `TinyGraph.thumbnail`, to be changed by tests.
    static func sample(
        name: String = "sample", file: File = File(name: "sample.onnx"), dimension: Int = 96,
        thresholds: Thresholds = Thresholds(threshold: 0.5)
    ) -> ModelManifest {
        ModelManifest(
            schema: 1, name: name, version: "1", summary: "A sample", purpose: .recognition, file: file,
            input: Input(
                name: "auto", layout: .nchw, width: 128, height: 256, colorOrder: .rgb, scale: 1 / 255,
                mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], resize: .antialiasedBilinear),
            output: Output(name: "auto", dimension: dimension, unitLength: false), thresholds: thresholds,
            licence: "MIT", provenance: "written by a test", golden: nil)
    }
}
