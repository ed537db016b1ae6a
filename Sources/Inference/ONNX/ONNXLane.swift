import CDenormals
import COnnxRuntime

/// Inferences on ONNX Runtime: the input is memory of ours, described to the library once, and the output is what the library
/// made at the first run.
final class ONNXLane: InferenceLane {
    let input: UnsafeMutableBufferPointer<Float>
    private let session: ONNXSession
    private let value: OpaquePointer
    private var result: OpaquePointer?
    private var output: UnsafeBufferPointer<Float>?

    init(_ session: ONNXSession, shape: [Int]) throws(ONNXError) {
        let fits =
            shape.count == session.input.shape.count
            && zip(shape, session.input.shape).allSatisfy { $1 < 0 ? $0 > 0 : $0 == $1 }
        guard fits else { throw .tensorShape(have: shape, need: session.input.shape) }
        let input = UnsafeMutableBufferPointer<Float>.allocate(capacity: shape.reduce(1, *))
        input.initialize(repeating: 0)
        do {
            value = try session.runtime.api.made("describe a tensor") { value in
                session.describe(input, shape: shape.map(Int64.init), as: value)
            }
        } catch {
            input.deallocate()
            throw error
        }
        self.input = input
        self.session = session
    }

    deinit {
        let api = session.runtime.api.pointee
        api.release_value(value)
        api.release_value(result)
        input.deallocate()
    }

    func run() throws -> UnsafeBufferPointer<Float> {
        let mode = reid_denormals_flush()
        defer { reid_denormals_restore(mode) }
        try session.runtime.api.check("run the model", session.run(value, into: &result))
        if let output { return output }
        guard let result else { throw ONNXError.nothingReturned(call: "run the model") }
        let numbers = try session.numbers(of: result)
        output = numbers
        return numbers
    }
}
