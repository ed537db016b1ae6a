import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where a runtime's library is looked for, in order: the setting; beside the binary; `.deps/NAME/lib` of the checkout, upward
/// from the binary and from the working folder; the system's names.
package struct LibrarySearch: Sendable, Hashable {
    /// How far upward a checkout is looked for: the binary lies three folders deep in it.
    static let maximumLevels = 8

    /// Paths (with a slash) and bare names, in the order of trying. With the setting, that alone.
    package let candidates: [String]

    /// For this process.
    package static func standard(_ library: RuntimeLibrary) -> LibrarySearch {
        LibrarySearch(
            for: library, setting: ProcessInfo.processInfo.environment[library.setting],
            binary: Bundle.main.executablePath ?? CommandLine.arguments.first ?? "",
            workingFolder: FileManager.default.currentDirectoryPath)
    }

    package init(for library: RuntimeLibrary, setting: String?, binary: String, workingFolder: String) {
        if let setting, !setting.isEmpty {
            candidates = [setting.contains("/") ? setting : workingFolder + "/" + setting]
            return
        }
        let binaryFolder = URL(fileURLWithPath: binary).resolvingSymlinksInPath().deletingLastPathComponent()
        var paths = [binaryFolder.appendingPathComponent(library.fileName).path]
        for start in [binaryFolder, URL(fileURLWithPath: workingFolder)] {
            var folder = start
            for _ in 0..<Self.maximumLevels {
                paths.append(folder.appendingPathComponent(".deps/\(library.rawValue)/lib/\(library.fileName)").path)
                if folder.path == "/" { break }
                folder = folder.deletingLastPathComponent()
            }
        }
        var seen: Set<String> = []
        candidates = (paths + library.systemNames).filter { seen.insert($0).inserted }
    }

    /// What came of opening the first library that there is.
    enum Opened {
        case library(UnsafeMutableRawPointer, path: String)
        /// A file that is there, and that the dynamic loader does not take.
        case broken(path: String, reason: String)
        case missing
    }

    /// Opens the first of these that exists. A bare name that the loader does not find is simply not installed.
    static func open(_ candidates: [String]) -> Opened {
        for candidate in candidates where !candidate.contains("/") || access(candidate, F_OK) == 0 {
            if let handle = dlopen(candidate, RTLD_NOW | RTLD_LOCAL) { return .library(handle, path: candidate) }
            guard candidate.contains("/") else { continue }
            return .broken(path: candidate, reason: dlerror().map { String(cString: $0) } ?? "no reason given")
        }
        return .missing
    }
}
