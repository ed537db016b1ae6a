import COnnxRuntime

/// A graph's inputs and outputs as the library describes them, and the choice of the one we use.
struct ONNXPorts {
    /// More than any recognition model has; a file is not to be trusted with a number.
    static let maximumCount = 64

    private let inputs: [Candidate]
    private let outputs: [Candidate]

    private struct Candidate {
        var name: String
        /// Nil when it is not a tensor of 32-bit floats.
        var shape: [Int]?
    }

    init(of session: OpaquePointer, api: UnsafePointer<reid_ort_api>) throws(ONNXError) {
        inputs = try Self.candidates(
            of: session, api: api, count: api.pointee.get_input_count, name: api.pointee.get_input_name,
            type: api.pointee.get_input_type)
        outputs = try Self.candidates(
            of: session, api: api, count: api.pointee.get_output_count, name: api.pointee.get_output_name,
            type: api.pointee.get_output_type)
    }

    /// A picture: four dimensions, three channels either before or after height and width, a batch of one possible.
    func input(named name: String) throws(ONNXError) -> ONNXPort {
        // A second input would have to be fed too, and we have nothing for it.
        guard inputs.count == 1 else { throw .ambiguousPort(.input, have: inputs.map(\.name)) }
        let port = try Self.choose(.input, named: name, from: inputs)
        let shape = port.shape
        guard shape.count == 4, shape[0] == 1 || shape[0] < 0, shape[1] == 3 || shape[3] == 3 else {
            throw .unusableShape(.input, name: port.name, have: shape, need: "[N, 3, H, W] or [N, H, W, 3]")
        }
        return port
    }

    /// One vector per picture; trailing dimensions of 1 do no harm.
    func output(named name: String) throws(ONNXError) -> ONNXPort {
        let port = try Self.choose(.output, named: name, from: outputs)
        let shape = port.shape
        guard shape.count >= 2, shape[0] == 1 || shape[0] < 0, shape.dropFirst(2).allSatisfy({ $0 == 1 }) else {
            throw .unusableShape(.output, name: port.name, have: shape, need: "[N, D]")
        }
        return port
    }

    private static func choose(
        _ port: ONNXError.Port, named name: String, from candidates: [Candidate]
    ) throws(ONNXError) -> ONNXPort {
        let names = candidates.map(\.name)
        let chosen: Candidate
        if name == ONNXSession.automatic {
            guard candidates.count == 1, let only = candidates.first else { throw .ambiguousPort(port, have: names) }
            chosen = only
        } else {
            guard let named = candidates.first(where: { $0.name == name }) else {
                throw .noSuchPort(port, name: name, have: names)
            }
            chosen = named
        }
        guard let shape = chosen.shape else { throw .notFloatTensor(port, name: chosen.name) }
        return ONNXPort(name: chosen.name, shape: shape)
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
