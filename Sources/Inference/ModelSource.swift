/// Where a graph is read from.
package enum ModelSource: Sendable {
    case file(path: String)
    case bytes([UInt8])
}
