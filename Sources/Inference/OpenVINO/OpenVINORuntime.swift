import COpenVINO

/// The opened OpenVINO library: its functions and its core.
///
/// Opened with `dlopen`, because it is optional. The library is never closed again, because it keeps threads that outlive its
/// users. Not `Sendable`: it belongs to whoever loads a model, and afterwards to the `OpenVINOSession` alone.
package final class OpenVINORuntime {
    /// The file or name that was opened.
    package let path: String
    /// As the library states it, like `2026.4.1-22982`.
    package let version: String
    let api: reid_ov_api
    let core: OpaquePointer

    /// Opens the first library of the search order.
    /// - Parameter library: a path that a person asked for; nothing else is tried then.
    /// - Throws: `libraryMissing`, `notALibrary`, `symbolMissing`, or the library's own complaint.
    package convenience init(
        library: String? = nil, search: LibrarySearch = .standard(.openVINO)
    ) throws(OpenVINOError) {
        let candidates = library.map { [$0] } ?? search.candidates
        switch LibrarySearch.open(candidates) {
        case .library(let handle, let path): try self.init(handle: handle, path: path)
        case .broken(let path, let reason): throw .notALibrary(path: path, reason: reason)
        case .missing: throw .libraryMissing(tried: candidates)
        }
    }

    private init(handle: UnsafeMutableRawPointer, path: String) throws(OpenVINOError) {
        let table = UnsafeMutablePointer<reid_ov_api>.allocate(capacity: 1)
        defer { table.deallocate() }
        if let symbol = reid_ov_find(handle, table) {
            throw .symbolMissing(path: path, symbol: String(cString: symbol))
        }
        let api = table.pointee
        var version = reid_ov_version()
        try api.check("say its version", api.get_version(&version))
        self.version =
            version.build_number.map { String(cString: $0).split(separator: "-").prefix(2).joined(separator: "-") } ?? "?"
        api.free_version(&version)
        self.path = path
        self.api = api
        core = try api.made("start") { api.create_core($0) }
    }

    deinit {
        api.free_core(core)
    }

    /// Says how what is compiled or imported from now on will run.
    func configure(streams: Int) throws(OpenVINOError) {
        try api.check("take its settings", withUnsafePointer(to: api) { reid_ov_configure($0, core, String(streams)) })
    }
}
