import Imaging
import Testing

@testable import Inference

@Suite("A session on the real library")
struct ONNXSessionTests {
    private func session(
        _ graph: TinyGraph, input: String = "auto", output: String = "auto"
    ) throws -> ONNXSession {
        try ONNXSession(.bytes(graph.bytes), input: input, output: output, runtime: ONNXRuntime())
    }

    private func tensor(_ red: Float, _ green: Float, _ blue: Float) throws -> Tensor {
        let plane = 256 * 128
        let values = [red, green, blue].flatMap { [Float](repeating: $0, count: plane) }
        return try #require(Tensor(shape: [1, 3, 256, 128], values: values))
    }

    @Test("gives the means of the channels, which anybody can work out")
    func knownAnswer() throws {
        let session = try session(.means)
        #expect(session.input.name == "picture")
        #expect(session.input.shape == [-1, 3, 256, 128])
        let answer = try session.run(tensor(0.25, -3, 8))
        #expect(zip(answer, [0.25, -3, 8]).allSatisfy { abs($0 - $1) < 1e-4 })
        #expect(answer.count == 3)
    }

    @Test("runs from several threads at once and gives each its own answer")
    func parallel() async throws {
        let session = try session(.means)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<32 {
                let tensor = try tensor(Float(index), 1, 2)
                group.addTask { try abs(session.run(tensor)[0] - Float(index)) < 1e-3 }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test("refuses a tensor of another shape instead of reading beyond it")
    func wrongShape() throws {
        let session = try session(.means)
        let tensor = try #require(Tensor(shape: [1, 3, 8, 8], values: [Float](repeating: 0, count: 192)))
        #expect(throws: ONNXError.tensorShape(have: [1, 3, 8, 8], need: [-1, 3, 256, 128])) {
            try session.run(tensor)
        }
    }

    @Test("reads the notes that a file's author left")
    func notes() throws {
        var graph = TinyGraph.means
        graph.notes = [("camera-means", "none")]
        let session = try session(graph)
        #expect(try session.metadata("camera-means") == "none")
        #expect(try session.metadata("other") == nil)
    }

    /// What is wrong, with which graph, and what is asked of it.
    static let unusable: [(String, TinyGraph, String, String)] = [
        ("no input of that name", .means, "images", "auto"),
        ("no output of that name", .means, "auto", "features"),
        // There is nothing to feed a second input with.
        ("two inputs", with(.means) { $0.inputs.append(.init(name: "more", shape: [1])) }, "auto", "auto"),
        ("two outputs", with(.means) { $0.outputs.append(.init(name: "pooled", shape: [nil, 3, 1, 1])) }, "auto", "auto"),
        ("one channel", with(.means) { $0.inputs[0].shape = [nil, 1, 256, 128] }, "auto", "auto"),
        ("five pictures at once", with(.means) { $0.inputs[0].shape = [5, 3, 256, 128] }, "auto", "auto"),
        ("three dimensions", only("Flatten", taking: [3, 256, 128], giving: [nil, nil]), "auto", "auto"),
        ("a picture as answer", only("Relu", taking: [nil, 3, 8, 8], giving: [nil, 3, 8, 8]), "auto", "auto"),
        ("whole numbers", only("Identity", taking: [1, 3, 8, 8], giving: [1, 3, 8, 8], type: 7), "auto", "auto"),
    ]

    private static func only(_ operation: String, taking input: [Int?], giving output: [Int?], type: Int = 1) -> TinyGraph {
        TinyGraph(
            nodes: [.init(operation: operation, inputs: ["picture"], output: "vector")],
            inputs: [.init(name: "picture", shape: input, elementType: type)],
            outputs: [.init(name: "vector", shape: output, elementType: type)])
    }

    private static func with(_ graph: TinyGraph, _ change: (inout TinyGraph) -> Void) -> TinyGraph {
        var graph = graph
        change(&graph)
        return graph
    }

    @Test("refuses graphs that are no recognition model", arguments: unusable)
    func refuses(what: String, graph: TinyGraph, input: String, output: String) throws {
        let error = try #require(throws: ONNXError.self) { try session(graph, input: input, output: output) }
        if case .status = error { Issue.record("\(what): not our refusal but \(error)") }
        #expect("\(error)".hasSuffix("."))
    }

    @Test("takes the output that is named among several")
    func namedOutput() throws {
        let graph = Self.with(.means) { $0.outputs.append(.init(name: "pooled", shape: [nil, 3, 1, 1])) }
        let session = try session(graph, output: "pooled")
        #expect(session.output.name == "pooled")
        #expect(try session.run(tensor(1, 2, 3)).count == 3)
    }

    @Test(
        "says so when a file is no model",
        arguments: [
            [], Array("not a model".utf8), Array(TinyGraph.means.bytes.prefix(60)), [UInt8](repeating: 0xFF, count: 4_096),
        ])
    func damaged(bytes: [UInt8]) throws {
        let runtime = try ONNXRuntime()
        #expect(throws: ONNXError.self) { try ONNXSession(.bytes(bytes), runtime: runtime) }
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "broken.onnx")
        #expect(throws: ONNXError.self) { try ONNXSession(.file(path: path), runtime: runtime) }
    }

    @Test("releases what it held, however often it is made and thrown away")
    func releases() throws {
        // The library counts its one environment; a double release would end the process here.
        for _ in 0..<20 { _ = try session(.means) }
        #expect(throws: ONNXError.self) { try session(.means, input: "images") }
        #expect(try session(.means).run(tensor(1, 1, 1)).count == 3)
    }
}
