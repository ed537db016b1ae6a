/// A shared library that runs models, opened when it is needed.
package enum RuntimeLibrary: String, Sendable, Hashable, CaseIterable {
    case onnxRuntime = "onnxruntime"
    case openVINO = "openvino"

    /// The environment variable that names it.
    package var setting: String {
        switch self {
        case .onnxRuntime: "REID_ONNXRUNTIME_LIBRARY"
        case .openVINO: "REID_OPENVINO_LIBRARY"
        }
    }

    private var stem: String {
        switch self {
        case .onnxRuntime: "libonnxruntime"
        case .openVINO: "libopenvino_c"
        }
    }

    #if os(macOS)
    package var fileName: String { stem + ".dylib" }
    package var systemNames: [String] {
        [stem + ".dylib", "/opt/homebrew/lib/\(stem).dylib", "/usr/local/lib/\(stem).dylib"]
    }
    #else
    package var fileName: String { stem + ".so" }
    package var systemNames: [String] {
        switch self {
        case .onnxRuntime: [stem + ".so.1", stem + ".so"]
        // Its versions are part of the name, and each is another one.
        case .openVINO: [stem + ".so"]
        }
    }
    #endif
}
