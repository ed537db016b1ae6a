import COpenVINO

/// A graph compiled by OpenVINO for one shape of its input.
///
/// `@unchecked Sendable` is right here: every property is a constant set by `init`, the handles behind them are released by
/// `deinit` alone, and a compiled model may make requests from several threads at once, each of which is a lane's own.
package final class OpenVINOSession: InferenceSession, @unchecked Sendable {
    package let backend = InferenceBackend.openvino
    package let input: ModelPort
    package let output: ModelPort
    let runtime: OpenVINORuntime
    let compiled: OpaquePointer
    /// Which of the graph's outputs is ours.
    let outputIndex: Int
    /// The input's shape, in full.
    private let shape: [Int]

    /// Where an imported graph's weights lie; empty for one that was compiled here.
    private let content: UnsafeMutableRawBufferPointer

    /// Reads and compiles a graph. Blocking, about half a second for OSNet x1.0; for a worker thread.
    /// - Parameters:
    ///   - input: a name; `auto` takes the only one there is. So with `output`.
    ///   - shape: what the input will be.
    ///   - streams: inferences that run side by side, each on the thread that asks for it.
    /// - Throws: the library's complaint, or what is unusable about the graph's input or output.
    package convenience init(
        _ source: ModelSource, input: String = ModelPorts.automatic, output: String = ModelPorts.automatic, shape: [Int],
        runtime: OpenVINORuntime, streams: Int
    ) throws {
        let api = runtime.api
        let model = try Self.read(source, runtime: runtime)
        defer { api.free_model(model) }
        let ports = try ModelPorts(of: model, api: api)
        let taken = try ports.input(named: input)
        guard taken.shape.count == shape.count, zip(shape, taken.shape).allSatisfy({ $1 < 0 ? $0 > 0 : $0 == $1 }) else {
            throw ONNXError.tensorShape(have: shape, need: taken.shape)
        }
        let given = try ports.output(named: output)
        try api.check(
            "fix the model's input",
            shape.map(Int64.init).withUnsafeBufferPointer { sides in
                guard let first = sides.baseAddress else { return -1 }
                return withUnsafePointer(to: api) { reid_ov_fix_shape($0, model, first, sides.count) }
            })
        try runtime.configure(streams: streams)
        let compiled = try api.made("compile the model") { compiled in
            withUnsafePointer(to: api) { reid_ov_compile($0, runtime.core, model, compiled) }
        }
        self.init(
            compiled, input: taken, output: given, at: ports.index(of: given), shape: shape, runtime: runtime,
            content: .init(start: nil, count: 0))
    }

    /// Takes what `export` wrote, with the same library on the same CPU. Blocking, a third of the time.
    ///
    /// The library believes every byte of it: it must be known to be what was written.
    /// - Throws: the library's complaint, or that it was compiled for something else.
    package convenience init(
        exported bytes: [UInt8], input: String = ModelPorts.automatic, output: String = ModelPorts.automatic, shape: [Int],
        runtime: OpenVINORuntime, streams: Int
    ) throws {
        let api = runtime.api
        try runtime.configure(streams: streams)
        let content = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        content.copyBytes(from: bytes)
        var compiled: OpaquePointer?
        do {
            let imported = try api.made("take the compiled model") { compiled in
                guard let start = content.baseAddress else { return -1 }
                return api.import(runtime.core, start.assumingMemoryBound(to: CChar.self), content.count, "CPU", compiled)
            }
            compiled = imported
            let ports = try ModelPorts(compiled: imported, api: api)
            let taken = try ports.input(named: input)
            guard taken.shape == shape else { throw ONNXError.tensorShape(have: shape, need: taken.shape) }
            let given = try ports.output(named: output)
            self.init(
                imported, input: taken, output: given, at: ports.index(of: given), shape: shape, runtime: runtime,
                content: content)
        } catch {
            api.free_compiled(compiled)
            content.deallocate()
            throw error
        }
    }

    private init(
        _ compiled: OpaquePointer, input: ModelPort, output: ModelPort, at outputIndex: Int, shape: [Int],
        runtime: OpenVINORuntime, content: UnsafeMutableRawBufferPointer
    ) {
        self.compiled = compiled
        self.input = input
        self.output = output
        self.outputIndex = outputIndex
        self.shape = shape
        self.runtime = runtime
        self.content = content
    }

    deinit {
        runtime.api.free_compiled(compiled)
        content.deallocate()
    }

    /// Writes what compiling gave: about as much as the model's file. Blocking.
    package func export(to path: String) throws(OpenVINOError) {
        try runtime.api.check("keep the compiled model", runtime.api.export(compiled, path))
    }

    package func makeLane(shape: [Int]) throws -> any InferenceLane {
        guard shape == self.shape else { throw ONNXError.tensorShape(have: shape, need: self.shape) }
        return try OpenVINOLane(self, count: shape.reduce(1, *))
    }

    private static func read(_ source: ModelSource, runtime: OpenVINORuntime) throws(OpenVINOError) -> OpaquePointer {
        let api = runtime.api
        return try api.made("read the model") { model in
            switch source {
            case .file(let path):
                return api.read_model(runtime.core, path, nil, model)
            case .bytes(let bytes):
                return bytes.withUnsafeBytes { buffer in
                    guard let start = buffer.baseAddress else { return -1 }
                    return api.read_model_bytes(
                        runtime.core, start.assumingMemoryBound(to: CChar.self), buffer.count, nil, model)
                }
            }
        }
    }
}
