import COpenVINO

extension ModelPorts {
    /// The types are not looked at: a tensor of another one has another size, and is refused for that.
    init(of model: OpaquePointer, api: reid_ov_api) throws(OpenVINOError) {
        self.init(
            inputs: try Self.candidates(of: model, api: api, count: api.get_input_count, port: api.get_input),
            outputs: try Self.candidates(of: model, api: api, count: api.get_output_count, port: api.get_output))
    }

    /// Of a compiled model, whose input has the one shape that it was compiled for.
    init(compiled: OpaquePointer, api: reid_ov_api) throws(OpenVINOError) {
        self.init(
            inputs: try Self.candidates(
                of: compiled, api: api, count: api.get_compiled_input_count, port: api.get_compiled_input),
            outputs: try Self.candidates(
                of: compiled, api: api, count: api.get_compiled_output_count, port: api.get_compiled_output))
    }

    /// Which of the outputs it is, as the library counts them.
    func index(of output: ModelPort) -> Int {
        outputs.firstIndex { $0.name == output.name } ?? 0
    }

    private typealias Counting = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> reid_ov_status
    private typealias Choosing = @convention(c) (OpaquePointer, Int, UnsafeMutablePointer<OpaquePointer?>) -> reid_ov_status

    private static func candidates(
        of model: OpaquePointer, api: reid_ov_api, count: Counting, port: Choosing
    ) throws(OpenVINOError) -> [Candidate] {
        let call = "describe the model"
        var total = 0
        try api.check(call, count(model, &total))
        var candidates: [Candidate] = []
        for index in 0..<min(total, maximumCount) {
            let handle = try api.made(call) { port(model, index, $0) }
            defer { api.free_port(handle) }
            var text: UnsafeMutablePointer<CChar>?
            try api.check(call, api.get_port_name(handle, &text))
            defer { if let text { api.free_text(text) } }
            var shape = reid_ov_partial_shape()
            try api.check(call, api.get_port_shape(handle, &shape))
            defer { api.free_shape(&shape) }
            candidates.append(Candidate(name: text.map { String(cString: $0) } ?? "", shape: Self.sides(shape)))
        }
        return candidates
    }

    /// -1 where a side is open; nil when not even their number is fixed.
    private static func sides(_ shape: reid_ov_partial_shape) -> [Int]? {
        guard shape.rank.min == shape.rank.max, (0...16).contains(shape.rank.max), let sides = shape.dimensions else {
            return nil
        }
        return (0..<Int(shape.rank.max)).map { sides[$0].min == sides[$0].max ? Int(sides[$0].max) : -1 }
    }
}
