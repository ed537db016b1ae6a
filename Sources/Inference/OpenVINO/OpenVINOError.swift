/// What can go wrong between us and OpenVINO, as facts; `description` has the sentences.
package enum OpenVINOError: Error, Sendable, Hashable {
    /// No candidate exists. `tried` in the order of the search.
    case libraryMissing(tried: [String])
    /// The file is there, and the dynamic loader does not take it.
    case notALibrary(path: String, reason: String)
    /// A shared library, but not OpenVINO, or too old a one.
    case symbolMissing(path: String, symbol: String)
    /// A call failed. `call` is our name of it.
    case status(call: String, code: Int, message: String)
    /// A tensor that the library made has another size than the model's.
    case tensorSize(have: Int, need: Int)
}
