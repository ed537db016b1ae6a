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

    /// How it is compiled.
    package struct Settings: Sendable, Hashable {
        /// Inferences that run side by side, each on the thread that asks for it.
        package var streams: Int
        /// A folder for what compiling gives, which halves the time of the next start; nil for none.
        package var cache: String?

        package init(streams: Int, cache: String? = nil) {
            self.streams = streams
            self.cache = cache
        }
    }

    /// Reads and compiles a graph. Blocking, about half a second for OSNet x1.0; for a worker thread.
    /// - Parameters:
    ///   - input: a name; `auto` takes the only one there is. So with `output`.
    ///   - shape: what the input will be.
    /// - Throws: the library's complaint, or what is unusable about the graph's input or output.
    package init(
        _ source: ModelSource, input: String = ModelPorts.automatic, output: String = ModelPorts.automatic, shape: [Int],
        runtime: OpenVINORuntime, settings: Settings
    ) throws {
        let api = runtime.api
        let model = try Self.read(source, runtime: runtime)
        defer { api.free_model(model) }
        let ports = try ModelPorts(of: model, api: api)
        let taken = try ports.input(named: input)
        let given = try ports.output(named: output)
        guard taken.shape.count == shape.count, zip(shape, taken.shape).allSatisfy({ $1 < 0 ? $0 > 0 : $0 == $1 }) else {
            throw ONNXError.tensorShape(have: shape, need: taken.shape)
        }
        try api.check(
            "fix the model's input",
            shape.map(Int64.init).withUnsafeBufferPointer { sides in
                guard let first = sides.baseAddress else { return -1 }
                return withUnsafePointer(to: api) { reid_ov_fix_shape($0, model, first, sides.count) }
            })
        compiled = try api.made("compile the model") { compiled in
            withUnsafePointer(to: api) { api in
                reid_ov_compile(api, runtime.core, model, String(settings.streams), settings.cache, compiled)
            }
        }
        self.input = taken
        self.output = given
        self.shape = shape
        self.runtime = runtime
        outputIndex = ports.outputs.firstIndex { $0.name == given.name } ?? 0
    }

    deinit {
        runtime.api.free_compiled(compiled)
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
