import Foundation
import Testing

@testable import Inference

@Suite("The ONNX Runtime library")
struct ONNXRuntimeTests {
    @Test("opens, says its version and hands out the table that was asked for")
    func opens() throws {
        let runtime = try ONNXRuntime()
        let minor = try #require(runtime.version.split(separator: ".").dropFirst().first.flatMap { Int($0) })
        #expect(minor >= 16)
    }

    @Test("a library that nobody has is missing, with every place that was tried")
    func missing() throws {
        let search = LibrarySearch(for: .onnxRuntime, setting: nil, binary: "/nowhere/bin/reid", workingFolder: "/nowhere/work")
        let nowhere = search.candidates.filter { $0.hasPrefix("/nowhere") }
        #expect(nowhere.first?.hasPrefix("/nowhere/bin/libonnxruntime.") == true)
        let error = try #require(throws: ONNXError.self) { try ONNXRuntime(library: "/nowhere/libonnxruntime.so") }
        #expect(error == .libraryMissing(tried: ["/nowhere/libonnxruntime.so"]))
        #expect("\(error)".contains("REID_ONNXRUNTIME_LIBRARY"))
    }

    @Test("a file that is no library is said to be none")
    func notALibrary() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("not a library".utf8), to: "libonnxruntime.so")
        let error = try #require(throws: ONNXError.self) { try ONNXRuntime(library: path) }
        guard case .notALibrary(path, _) = error else {
            Issue.record("\(error)")
            return
        }
    }

    #if os(Linux)
    @Test("a library that is not ONNX Runtime is told apart by its symbols")
    func otherLibrary() throws {
        let error = try #require(throws: ONNXError.self) { try ONNXRuntime(library: "libm.so.6") }
        #expect(error == .symbolMissing(path: "libm.so.6", symbol: "OrtGetApiBase"))
    }
    #endif

    @Test("a library older than what is needed says both versions")
    func tooOld() throws {
        let have = try ONNXRuntime().version
        let error = try #require(throws: ONNXError.self) { try ONNXRuntime(apiVersion: 999) }
        guard case .libraryTooOld(_, have, "1.999") = error else {
            Issue.record("\(error)")
            return
        }
        #expect("\(error)".contains(have))
    }

    @Test("is looked for where the documents say, in their order")
    func order() {
        let set = LibrarySearch(for: .onnxRuntime, setting: "/opt/ort.so", binary: "/a/b/reid", workingFolder: "/w")
        #expect(set.candidates == ["/opt/ort.so"])
        let name = RuntimeLibrary.onnxRuntime.fileName
        let found = LibrarySearch(for: .onnxRuntime, setting: nil, binary: "/a/b/reid", workingFolder: "/w").candidates
        let expected = [
            "/a/b/\(name)", "/a/b/.deps/onnxruntime/lib/\(name)", "/a/.deps/onnxruntime/lib/\(name)",
            "/.deps/onnxruntime/lib/\(name)", "/w/.deps/onnxruntime/lib/\(name)",
        ]
        #expect(found.starts(with: expected))
        #expect(Array(found.dropFirst(expected.count)) == RuntimeLibrary.onnxRuntime.systemNames)
    }
}
