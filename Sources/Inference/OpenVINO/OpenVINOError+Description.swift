extension OpenVINOError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .libraryMissing(let tried):
            "OpenVINO is missing: set REID_OPENVINO_LIBRARY to the library, or run `make openvino`. "
                + "Tried: \(tried.joined(separator: ", "))."
        case .notALibrary(let path, let reason):
            "OpenVINO cannot be loaded from \(path): \(reason)."
        case .symbolMissing(let path, let symbol):
            "\(path) is a library, but not the OpenVINO that is needed: it has no \(symbol)."
        case .status(let call, let code, let message):
            "OpenVINO failed to \(call): \(message) (code \(code))."
        case .tensorSize(let have, let need):
            "OpenVINO made a tensor of \(have) bytes instead of \(need)."
        }
    }
}
