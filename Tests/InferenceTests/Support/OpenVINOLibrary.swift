@testable import Inference

/// OpenVINO is optional, but `make test` gets it.
enum OpenVINOLibrary {
    static var isHere: Bool { (try? OpenVINORuntime()) != nil }
}
