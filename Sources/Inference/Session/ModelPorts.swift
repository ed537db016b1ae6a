/// A graph's inputs and outputs as a runtime describes them, and the choice of the one we use.
package struct ModelPorts {
    /// More than any recognition model has; a file is not to be trusted with a number.
    static let maximumCount = 64
    /// What to use of the graph: the only one there is.
    package static let automatic = "auto"

    let inputs: [Candidate]
    let outputs: [Candidate]

    struct Candidate {
        var name: String
        /// Nil when it is not a tensor of 32-bit floats.
        var shape: [Int]?
    }

    /// A picture: four dimensions, three channels either before or after height and width, a batch of one possible.
    func input(named name: String) throws(ONNXError) -> ModelPort {
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
    func output(named name: String) throws(ONNXError) -> ModelPort {
        let port = try Self.choose(.output, named: name, from: outputs)
        let shape = port.shape
        guard shape.count >= 2, shape[0] == 1 || shape[0] < 0, shape.dropFirst(2).allSatisfy({ $0 == 1 }) else {
            throw .unusableShape(.output, name: port.name, have: shape, need: "[N, D]")
        }
        return port
    }

    private static func choose(
        _ port: ONNXError.Port, named name: String, from candidates: [Candidate]
    ) throws(ONNXError) -> ModelPort {
        let names = candidates.map(\.name)
        let chosen: Candidate
        if name == Self.automatic {
            guard candidates.count == 1, let only = candidates.first else { throw .ambiguousPort(port, have: names) }
            chosen = only
        } else {
            guard let named = candidates.first(where: { $0.name == name }) else {
                throw .noSuchPort(port, name: name, have: names)
            }
            chosen = named
        }
        guard let shape = chosen.shape else { throw .notFloatTensor(port, name: chosen.name) }
        return ModelPort(name: chosen.name, shape: shape)
    }
}
