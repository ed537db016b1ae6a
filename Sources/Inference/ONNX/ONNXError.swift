/// What can go wrong between us and ONNX Runtime, as facts; `description` has the sentences.
package enum ONNXError: Error, Sendable, Hashable {
    /// No candidate exists. `tried` in the order of the search.
    case libraryMissing(tried: [String])
    /// The file is there, and the dynamic loader does not take it.
    case notALibrary(path: String, reason: String)
    /// A shared library, but not ONNX Runtime.
    case symbolMissing(path: String, symbol: String)
    case libraryTooOld(path: String, have: String, need: String)
    /// A call returned a status. `call` is our name of it.
    case status(call: String, code: Int, message: String)
    /// A call succeeded and still gave nothing.
    case nothingReturned(call: String)
    case noSuchPort(Port, name: String, have: [String])
    /// The name is `auto`, and the graph has none or several.
    case ambiguousPort(Port, have: [String])
    case notFloatTensor(Port, name: String)
    /// -1 stands for a dimension that the graph leaves open.
    case unusableShape(Port, name: String, have: [Int], need: String)
    case tensorShape(have: [Int], need: [Int])

    package enum Port: String, Sendable, Hashable {
        case input, output
    }
}
