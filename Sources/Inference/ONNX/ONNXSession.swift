import COnnxRuntime
import Imaging

/// A loaded graph with one input and one output that we use, both tensors of 32-bit floats.
///
/// `@unchecked Sendable` is right here and nowhere else: every property is a constant set by `init`, the handles behind
/// them are released by `deinit` alone, and ONNX Runtime documents that one session may `Run` from several threads at
/// once.
package final class ONNXSession: @unchecked Sendable {
    package enum Source: Sendable {
        case file(path: String)
        case bytes([UInt8])
    }

    /// What to use of the graph; `auto` takes the only one there is.
    package static let automatic = "auto"

    package let input: ONNXPort
    package let output: ONNXPort
    let runtime: ONNXRuntime
    let session: OpaquePointer
    private let memory: OpaquePointer

    /// Loads and optimises a graph. Blocking, about 0.1 s for OSNet x1.0; for a worker thread.
    /// - Throws: the library's complaint about the file, or what is unusable about its input or output.
    package init(
        _ source: Source, input: String = automatic, output: String = automatic, runtime: ONNXRuntime,
        settings: ONNXSessionSettings = .service
    ) throws(ONNXError) {
        let session = try Self.open(source, runtime: runtime, settings: settings)
        do {
            let ports = try ONNXPorts(of: session, api: runtime.api)
            self.input = try ports.input(named: input)
            self.output = try ports.output(named: output)
            memory = try runtime.api.made("describe its memory") {
                runtime.api.pointee.create_cpu_memory_info(REID_ORT_DEVICE_ALLOCATOR, REID_ORT_DEFAULT_MEMORY, $0)
            }
        } catch {
            runtime.api.pointee.release_session(session)
            throw error
        }
        self.runtime = runtime
        self.session = session
    }

    deinit {
        runtime.api.pointee.release_memory_info(memory)
        runtime.api.pointee.release_session(session)
    }

    /// Runs the graph once. Blocking; may be called from several threads at once.
    /// - Returns: all numbers of the output, row by row.
    /// - Throws: `tensorShape` when the tensor is not what the graph takes, otherwise the library's complaint.
    package func run(_ tensor: Tensor) throws(ONNXError) -> [Float] {
        let fits =
            tensor.shape.count == input.shape.count
            && zip(tensor.shape, input.shape).allSatisfy { $1 < 0 ? $0 > 0 : $0 == $1 }
        // The library takes the count of numbers on trust; a `Tensor` has exactly as many as its shape says.
        guard fits else {
            throw .tensorShape(have: tensor.shape, need: input.shape)
        }
        let api = runtime.api
        let result = try api.made("run the model") { result in
            tensor.values.withUnsafeBytes { bytes in
                tensor.shape.map(Int64.init).withUnsafeBufferPointer { shape in
                    runOverBorrowed(bytes, shape: shape, result: result)
                }
            }
        }
        defer { api.pointee.release_value(result) }
        return try numbers(of: result)
    }

    /// The library takes its input as mutable memory, and only ever reads it.
    private func runOverBorrowed(
        _ bytes: UnsafeRawBufferPointer, shape: UnsafeBufferPointer<Int64>,
        result: UnsafeMutablePointer<OpaquePointer?>
    ) -> OpaquePointer? {
        guard let start = bytes.baseAddress, let dimensions = shape.baseAddress else { return nil }
        let api = runtime.api.pointee
        var value: OpaquePointer?
        let status = api.create_tensor_over(
            memory, UnsafeMutableRawPointer(mutating: start), bytes.count, dimensions, shape.count,
            REID_ORT_FLOAT32, &value)
        defer { api.release_value(value) }
        if let status { return status }
        return input.name.withCString { inputName in
            output.name.withCString { outputName in
                withUnsafePointer(to: inputName) { inputNames in
                    withUnsafePointer(to: outputName) { outputNames in
                        withUnsafePointer(to: value) { values in
                            api.run(session, nil, inputNames, values, 1, outputNames, 1, result)
                        }
                    }
                }
            }
        }
    }

    private func numbers(of value: OpaquePointer) throws(ONNXError) -> [Float] {
        let api = runtime.api
        let tensorInfo = try api.made("describe the output") { api.pointee.get_tensor_info(value, $0) }
        defer { api.pointee.release_tensor_info(tensorInfo) }
        let shape = try api.shape(of: tensorInfo)
        var data: UnsafeMutableRawPointer?
        try api.check("read the output", api.pointee.get_tensor_data(value, &data))
        let count = shape.reduce(1, *)
        guard let data, count > 0 else { throw .nothingReturned(call: "read the output") }
        return Array(UnsafeBufferPointer(start: data.assumingMemoryBound(to: Float.self), count: count))
    }
}
