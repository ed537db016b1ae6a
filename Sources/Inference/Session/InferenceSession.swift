import Imaging

/// A loaded graph with one input and one output that we use, both tensors of 32-bit floats: the seam between us and what
/// runs it.
package protocol InferenceSession: Sendable {
    var backend: InferenceBackend { get }
    var input: ModelPort { get }
    var output: ModelPort { get }
    /// What inferences of one thread need, for a tensor of this shape.
    /// - Throws: when the graph takes no such tensor.
    func makeLane(shape: [Int]) throws -> any InferenceLane
}

/// The memory of one inference after the other. For one thread at a time.
package protocol InferenceLane {
    /// What the next run is fed; as many numbers as the shape says.
    var input: UnsafeMutableBufferPointer<Float> { get }
    /// Runs the graph once. Blocking.
    /// - Returns: all numbers of the output, row by row; valid until the next run, and only as long as the lane lives.
    func run() throws -> UnsafeBufferPointer<Float>
}

extension InferenceSession {
    /// Runs the graph once, on memory made for it.
    /// - Returns: all numbers of the output, row by row.
    package func run(_ tensor: Tensor) throws -> [Float] {
        let lane = try makeLane(shape: tensor.shape)
        _ = lane.input.update(fromContentsOf: tensor.values)
        return try withExtendedLifetime(lane) { Array(try lane.run()) }
    }
}
