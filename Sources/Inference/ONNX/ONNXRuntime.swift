import COnnxRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The opened ONNX Runtime library: its function table and its environment.
///
/// Opened with `dlopen`, so that a missing library is a sentence. There is one environment per process however often
/// this is made: the library itself counts references to a single one. The library is never closed again, because it
/// keeps thread-local state that outlives its users.
///
/// Not `Sendable`: it belongs to whoever loads a model, and afterwards to the `ONNXSession` alone.
package final class ONNXRuntime {
    /// The file or name that was opened.
    package let path: String
    /// As the library states it, like `1.32.0`.
    package let version: String
    let api: UnsafePointer<reid_ort_api>
    let environment: OpaquePointer

    /// Opens the first library of the search order.
    /// - Parameters:
    ///   - library: a path that a person asked for; nothing else is tried then.
    ///   - apiVersion: the version of the function table to ask for.
    /// - Throws: `libraryMissing`, `notALibrary`, `symbolMissing`, `libraryTooOld`, or the library's own complaint.
    package convenience init(
        library: String? = nil, search: LibrarySearch = .standard(.onnxRuntime),
        apiVersion: UInt32 = UInt32(REID_ORT_API_VERSION)
    ) throws(ONNXError) {
        Self.silenceTelemetry()
        let candidates = library.map { [$0] } ?? search.candidates
        switch LibrarySearch.open(candidates) {
        case .library(let handle, let path): try self.init(handle: handle, path: path, apiVersion: apiVersion)
        case .broken(let path, let reason): throw .notALibrary(path: path, reason: reason)
        case .missing: throw .libraryMissing(tried: candidates)
        }
    }

    /// From 1.29 on the vendor's own builds report to the vendor, on Linux and macOS too: which model was loaded, on what
    /// machine, under an identifier that they keep in the user's cache folder. Who runs this service has cameras at home and
    /// was never asked. Only this variable keeps the library from it before its first file is written and its first
    /// connection prepared, so it is set whatever it was.
    static func silenceTelemetry() {
        let name = "ORT_DISABLE_TELEMETRY"
        guard getenv(name).map({ String(cString: $0) }) != "1" else { return }
        setenv(name, "1", 1)
    }

    private init(handle: UnsafeMutableRawPointer, path: String, apiVersion: UInt32) throws(ONNXError) {
        let symbol = "OrtGetApiBase"
        guard let address = dlsym(handle, symbol) else { throw .symbolMissing(path: path, symbol: symbol) }
        let getBase = unsafeBitCast(address, to: (@convention(c) () -> UnsafePointer<reid_ort_api_base>?).self)
        guard let base = getBase() else { throw .nothingReturned(call: "hand out its interface") }
        self.path = path
        version = String(cString: base.pointee.get_version())
        // Version 1.N serves the tables 1…N. Compared first, because asking for too much prints on stderr.
        let parts = version.split(separator: ".")
        let newest = parts.count > 1 ? UInt32(parts[1]) : nil
        guard newest.map({ $0 >= apiVersion }) ?? true, let api = base.pointee.get_api(apiVersion) else {
            throw .libraryTooOld(path: path, have: version, need: "1.\(apiVersion)")
        }
        self.api = api
        environment = try api.made("create its environment") {
            api.pointee.create_env(REID_ORT_LOG_ERROR, "reid", $0)
        }
        // The environment variable has settled it for the vendor's builds that know it; older ones know this call.
        do {
            try api.check("switch telemetry off", api.pointee.disable_telemetry(environment))
        } catch {
            api.pointee.release_env(environment)
            throw error
        }
    }

    deinit {
        api.pointee.release_env(environment)
    }
}
