import COnnxRuntime

extension ModelPorts {
    init(of session: OpaquePointer, api: UnsafePointer<reid_ort_api>) throws(ONNXError) {
        self.init(
            inputs: try Self.candidates(
                of: session, api: api, count: api.pointee.get_input_count, name: api.pointee.get_input_name,
                type: api.pointee.get_input_type),
            outputs: try Self.candidates(
                of: session, api: api, count: api.pointee.get_output_count, name: api.pointee.get_output_name,
                type: api.pointee.get_output_type))
    }

    private typealias Counting = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> OpaquePointer?
    private typealias Naming =
        @convention(c) (
            OpaquePointer, Int, OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        ) -> OpaquePointer?
    private typealias Typing =
        @convention(c) (
            OpaquePointer, Int, UnsafeMutablePointer<OpaquePointer?>
        ) -> OpaquePointer?

    private static func candidates(
        of session: OpaquePointer, api: UnsafePointer<reid_ort_api>, count: Counting, name: Naming, type: Typing
    ) throws(ONNXError) -> [Candidate] {
        let call = "describe the model"
        let allocator = try api.made("name its allocator") { api.pointee.get_default_allocator($0) }
        var total = 0
        try api.check(call, count(session, &total))
        var candidates: [Candidate] = []
        for index in 0..<min(total, maximumCount) {
            var text: UnsafeMutablePointer<CChar>?
            try api.check(call, name(session, index, allocator, &text))
            guard let text else { throw .nothingReturned(call: call) }
            let portName = String(cString: text)
            try api.check("free a string", api.pointee.allocator_free(allocator, text))
            let info = try api.made(call) { type(session, index, $0) }
            defer { api.pointee.release_type_info(info) }
            candidates.append(Candidate(name: portName, shape: try api.floatShape(of: info)))
        }
        return candidates
    }
}
