import COnnxRuntime

/// A graph loaded by ONNX Runtime.
///
/// `@unchecked Sendable` is right here: every property is a constant set by `init`, the handles behind them are released by
/// `deinit` alone, and ONNX Runtime documents that one session may `Run` from several threads at once.
package final class ONNXSession: InferenceSession, @unchecked Sendable {
    package let backend = InferenceBackend.onnxruntime
    package let input: ModelPort
    package let output: ModelPort
    let runtime: ONNXRuntime
    let session: OpaquePointer
    private let memory: OpaquePointer

    /// Loads and optimises a graph. Blocking, about 0.1 s for OSNet x1.0; for a worker thread.
    /// - Parameters: `input` and `output` are names; `auto` takes the only one there is.
    /// - Throws: the library's complaint about the file, or what is unusable about its input or output.
    package init(
        _ source: ModelSource, input: String = ModelPorts.automatic, output: String = ModelPorts.automatic, runtime: ONNXRuntime,
        settings: ONNXSessionSettings = .service
    ) throws(ONNXError) {
        let session = try Self.open(source, runtime: runtime, settings: settings)
        do {
            let ports = try ModelPorts(of: session, api: runtime.api)
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

    package func makeLane(shape: [Int]) throws -> any InferenceLane {
        try ONNXLane(self, shape: shape)
    }

    /// Describes memory to the library, which borrows it.
    func describe(
        _ numbers: UnsafeMutableBufferPointer<Float>, shape: [Int64], as value: UnsafeMutablePointer<OpaquePointer?>
    ) -> OpaquePointer? {
        guard let start = numbers.baseAddress else { return nil }
        return shape.withUnsafeBufferPointer { shape in
            guard let dimensions = shape.baseAddress else { return nil }
            return runtime.api.pointee.create_tensor_over(
                memory, start, numbers.count * MemoryLayout<Float>.stride, dimensions, shape.count, REID_ORT_FLOAT32, value)
        }
    }

    /// - Parameter result: nil, and the library makes it; or what it made, to be written anew.
    func run(_ value: OpaquePointer, into result: inout OpaquePointer?) -> OpaquePointer? {
        input.name.withCString { inputName in
            output.name.withCString { outputName in
                withUnsafePointer(to: inputName) { inputNames in
                    withUnsafePointer(to: outputName) { outputNames in
                        withUnsafePointer(to: value) { values in
                            values.withMemoryRebound(to: OpaquePointer?.self, capacity: 1) { values in
                                runtime.api.pointee.run(session, nil, inputNames, values, 1, outputNames, 1, &result)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Where a result's numbers lie.
    func numbers(of value: OpaquePointer) throws(ONNXError) -> UnsafeBufferPointer<Float> {
        let api = runtime.api
        let tensorInfo = try api.made("describe the output") { api.pointee.get_tensor_info(value, $0) }
        defer { api.pointee.release_tensor_info(tensorInfo) }
        let shape = try api.shape(of: tensorInfo)
        var data: UnsafeMutableRawPointer?
        try api.check("read the output", api.pointee.get_tensor_data(value, &data))
        let count = shape.reduce(1, *)
        guard let data, count > 0 else { throw .nothingReturned(call: "read the output") }
        return UnsafeBufferPointer(start: data.assumingMemoryBound(to: Float.self), count: count)
    }
}
