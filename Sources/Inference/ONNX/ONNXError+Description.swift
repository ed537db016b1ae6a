extension ONNXError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .libraryMissing(let tried):
            "ONNX Runtime is missing: set REID_ONNXRUNTIME_LIBRARY to the library, or run Scripts/bootstrap. "
                + "Tried: \(tried.joined(separator: ", "))."
        case .notALibrary(let path, let reason):
            "ONNX Runtime cannot be loaded from \(path): \(reason)."
        case .symbolMissing(let path, let symbol):
            "\(path) is a library, but not ONNX Runtime: it has no \(symbol)."
        case .libraryTooOld(let path, let have, let need):
            "ONNX Runtime at \(path) is too old: it is version \(have), \(need) or newer is needed."
        case .status(let call, let code, let message):
            "ONNX Runtime failed to \(call): \(message) (code \(code))."
        case .nothingReturned(let call):
            "ONNX Runtime gave nothing when asked to \(call)."
        case .noSuchPort(let port, let name, let have):
            "The model has no \(port.rawValue) named \(name); it has \(Self.list(have))."
        case .ambiguousPort(let port, let have):
            "Which \(port.rawValue) of the model to use must be said in its manifest; it has \(Self.list(have))."
        case .notFloatTensor(let port, let name):
            "The model's \(port.rawValue) \(name) is not a tensor of 32-bit floats."
        case .unusableShape(let port, let name, let have, let need):
            "The model's \(port.rawValue) \(name) has the shape \(Self.shape(have)), \(need) is needed."
        case .tensorShape(let have, let need):
            "A tensor of the shape \(Self.shape(have)) was offered to a model that takes \(Self.shape(need))."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ", ")
    }

    private static func shape(_ dimensions: [Int]) -> String {
        "[" + dimensions.map { $0 < 0 ? "?" : String($0) }.joined(separator: ", ") + "]"
    }
}
