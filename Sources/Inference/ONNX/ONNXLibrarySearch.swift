import Foundation

/// Where ONNX Runtime is looked for, in order: the setting; beside the binary; `.deps/onnxruntime/lib` of the checkout,
/// upward from the binary and from the working folder; the system's names.
package struct ONNXLibrarySearch: Sendable, Hashable {
    package static let setting = "REID_ONNXRUNTIME_LIBRARY"
    /// How far upward a checkout is looked for: the binary lies three folders deep in it.
    static let maximumLevels = 8

    /// Paths (with a slash) and bare names, in the order of trying. With the setting, that alone.
    package let candidates: [String]

    /// For this process.
    package static var standard: ONNXLibrarySearch {
        ONNXLibrarySearch(
            setting: ProcessInfo.processInfo.environment[setting],
            binary: Bundle.main.executablePath ?? CommandLine.arguments.first ?? "",
            workingFolder: FileManager.default.currentDirectoryPath)
    }

    package init(setting: String?, binary: String, workingFolder: String) {
        if let setting, !setting.isEmpty {
            candidates = [setting.contains("/") ? setting : workingFolder + "/" + setting]
            return
        }
        let binaryFolder = URL(fileURLWithPath: binary).resolvingSymlinksInPath().deletingLastPathComponent()
        var paths = [binaryFolder.appendingPathComponent(Self.fileName).path]
        for start in [binaryFolder, URL(fileURLWithPath: workingFolder)] {
            var folder = start
            for _ in 0..<Self.maximumLevels {
                paths.append(folder.appendingPathComponent(".deps/onnxruntime/lib/\(Self.fileName)").path)
                if folder.path == "/" { break }
                folder = folder.deletingLastPathComponent()
            }
        }
        var seen: Set<String> = []
        candidates = (paths + Self.systemNames).filter { seen.insert($0).inserted }
    }

    #if os(macOS)
    static let fileName = "libonnxruntime.dylib"
    static let systemNames = [
        "libonnxruntime.dylib", "/opt/homebrew/lib/libonnxruntime.dylib", "/usr/local/lib/libonnxruntime.dylib",
    ]
    #else
    static let fileName = "libonnxruntime.so"
    static let systemNames = ["libonnxruntime.so.1", "libonnxruntime.so"]
    #endif
}
