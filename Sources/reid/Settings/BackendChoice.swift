import ArgumentParser
import Inference

/// What runs the models, as a person says it.
enum BackendChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, onnxruntime, openvino

    /// Nil: whichever is the quicker.
    var backend: InferenceBackend? { InferenceBackend(rawValue: rawValue) }
}
