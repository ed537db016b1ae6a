/// What runs the models.
package enum InferenceBackend: String, Sendable, Hashable, CaseIterable, Codable {
    case onnxruntime, openvino

    package var title: String {
        switch self {
        case .onnxruntime: "ONNX Runtime"
        case .openvino: "OpenVINO"
        }
    }
}
