/// One input or output of a graph.
package struct ModelPort: Sendable, Hashable {
    package let name: String
    /// -1 where the graph leaves a dimension open.
    package let shape: [Int]
}
