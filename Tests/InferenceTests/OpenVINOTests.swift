import Foundation
import Imaging
import Recognition
import Testing

@testable import Inference

/// On the real library. Skipped: needs OpenVINO, which `make test` and `make openvino` get.
@Suite("OpenVINO", .enabled(if: OpenVINOLibrary.isHere, "skipped: needs OpenVINO (make openvino)"))
struct OpenVINOTests {
    private let shape = [1, 3, 256, 128]

    private func session(_ graph: TinyGraph, input: String = "auto", output: String = "auto") throws -> OpenVINOSession {
        try OpenVINOSession(
            .bytes(graph.bytes), input: input, output: output, shape: shape, runtime: OpenVINORuntime(),
            streams: 2)
    }

    private func tensor(_ red: Float, _ green: Float, _ blue: Float) throws -> Tensor {
        let values = [red, green, blue].flatMap { [Float](repeating: $0, count: 256 * 128) }
        return try #require(Tensor(shape: shape, values: values))
    }

    @Test("gives the means of the channels, which anybody can work out")
    func knownAnswer() throws {
        let session = try session(.means)
        #expect(session.input.name == "picture")
        #expect(session.input.shape == [-1, 3, 256, 128])
        let answer = try session.run(tensor(0.25, -3, 8))
        #expect(answer.count == 3)
        #expect(zip(answer, [0.25, -3, 8]).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test("runs on several threads at once and gives each its own answer")
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

    @Test("takes the output that is named among several, and no other input than there is")
    func ports() throws {
        var graph = TinyGraph.means
        graph.outputs.append(.init(name: "pooled", shape: [nil, 3, 1, 1]))
        #expect(try session(graph, output: "pooled").run(tensor(1, 2, 3)) == [1, 2, 3])
        #expect(throws: ONNXError.ambiguousPort(.output, have: ["vector", "pooled"])) { try session(graph) }
        #expect(throws: ONNXError.self) { try session(.means, input: "images") }
    }

    @Test("refuses a tensor of another shape instead of reading beyond it")
    func wrongShape() throws {
        let session = try session(.means)
        let tensor = try #require(Tensor(shape: [1, 3, 8, 8], values: [Float](repeating: 0, count: 192)))
        #expect(throws: ONNXError.tensorShape(have: [1, 3, 8, 8], need: shape)) { try session.run(tensor) }
        #expect(throws: ONNXError.self) {
            try OpenVINOSession(
                .bytes(TinyGraph.means.bytes), shape: [1, 3, 64, 64], runtime: OpenVINORuntime(), streams: 1)
        }
    }

    @Test(
        "says so when a file is no model",
        arguments: [Array("not a model".utf8), Array(TinyGraph.means.bytes.prefix(60)), [UInt8](repeating: 0xFF, count: 4_096)])
    func damaged(bytes: [UInt8]) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "broken.onnx")
        for source in [ModelSource.bytes(bytes), .file(path: path)] {
            let error = try #require(throws: OpenVINOError.self) {
                try OpenVINOSession(source, shape: shape, runtime: OpenVINORuntime(), streams: 1)
            }
            #expect("\(error)".hasSuffix(").") && !"\(error)".contains("\n"))
        }
    }

    @Test("the embedded model passes its self-test on it, known answer included")
    func embedded() throws {
        let home = try TemporaryFolder()
        let loader = ModelLoader(
            store: ModelStore(home: home.path), settings: BackendSettings(backend: .openvino, folder: home.path))
        #expect(try loader.load("color-layout").backend == .openvino)
    }

    @Test(
        "trained models give the same embeddings as on ONNX Runtime",
        .enabled(if: SharedMaterial.hasMarket, "skipped: needs the shared models and Market crops"),
        arguments: ["osnet-x1.0-msmt17", "osnet-x0.25-msmt17", "person-reid-retail-0277", "osnet-ain-x1.0-random"])
    func sameEmbeddings(name: String) async throws {
        try await onDisk {
            let home = try TemporaryFolder()
            func model(_ backend: InferenceBackend) throws -> any EmbeddingModel {
                try ModelLoader(
                    store: ModelStore(home: home.path), settings: BackendSettings(backend: backend, folder: home.path)
                ).load(SharedMaterial.model(name)).model
            }
            let first = try model(.onnxruntime), second = try model(.openvino)
            let crops = try MarketCrops.all().enumerated().filter { $0.offset % 50 == 0 }.prefix(40).map(\.element)
            try #require(crops.count == 40)
            for crop in crops {
                let region = try crop.region()
                #expect(try BackendTrial.cosine(first.embed(region), second.embed(region)) >= 0.9999)
            }
        }
    }
}

@Suite("The OpenVINO library")
struct OpenVINOLibraryTests {
    @Test("one that nobody has is missing, with every place that was tried")
    func missing() throws {
        let error = try #require(throws: OpenVINOError.self) { try OpenVINORuntime(library: "/nowhere/libopenvino_c.so") }
        #expect(error == .libraryMissing(tried: ["/nowhere/libopenvino_c.so"]))
        #expect("\(error)".contains("make openvino"))
        let search = LibrarySearch(for: .openVINO, setting: nil, binary: "/a/b/reid", workingFolder: "/w")
        #expect(search.candidates.contains("/a/.deps/openvino/lib/\(RuntimeLibrary.openVINO.fileName)"))
    }

    #if os(Linux)
    @Test("a library that is not OpenVINO is told apart by its symbols")
    func otherLibrary() throws {
        let error = try #require(throws: OpenVINOError.self) { try OpenVINORuntime(library: "libm.so.6") }
        #expect(error == .symbolMissing(path: "libm.so.6", symbol: "ov_get_last_err_msg"))
    }
    #endif
}

@Suite("What OpenVINO compiled", .enabled(if: OpenVINOLibrary.isHere, "skipped: needs OpenVINO (make openvino)"))
struct CompiledModelsTests {
    private let home: TemporaryFolder
    private let compiled: CompiledModels
    private let shape = [1, 3, 256, 128]

    init() throws {
        home = try TemporaryFolder()
        compiled = CompiledModels(home: home.path)
    }

    private func record(of model: String, keeping graph: TinyGraph) throws -> ModelRecord {
        let session = try OpenVINOSession(.bytes(graph.bytes), shape: shape, runtime: OpenVINORuntime(), streams: 2)
        var record = ModelRecord(model: model, circumstances: [])
        record.compiled = compiled.keep(session, of: model)
        return record
    }

    private func session(_ content: [UInt8], output: String = "auto", shape: [Int]? = nil) throws -> OpenVINOSession {
        try OpenVINOSession(
            exported: content, output: output, shape: shape ?? self.shape, runtime: OpenVINORuntime(), streams: 2)
    }

    @Test("gives the same answers when it is taken again, under the names that the graph has")
    func roundTrip() throws {
        var graph = TinyGraph.means
        graph.outputs.append(.init(name: "pooled", shape: [nil, 3, 1, 1]))
        let graphs = try OpenVINOSession(
            .bytes(graph.bytes), output: "pooled", shape: shape, runtime: OpenVINORuntime(), streams: 2)
        var record = ModelRecord(model: "m", circumstances: [])
        record.compiled = compiled.keep(graphs, of: "m")
        let content = try #require(compiled.content(of: record))
        let again = try session(content, output: "pooled")
        #expect(again.input.name == "picture")
        #expect(again.input.shape == shape)
        let values = (0..<3 * 256 * 128).map { Float($0 % 251) / 251 }
        let tensor = try #require(Tensor(shape: shape, values: values))
        #expect(try again.run(tensor) == graphs.run(tensor))
        #expect(throws: ONNXError.self) { try session(content) }
        #expect(throws: ONNXError.tensorShape(have: [1, 3, 64, 64], need: shape)) {
            try session(content, output: "pooled", shape: [1, 3, 64, 64])
        }
    }

    @Test("is not taken when a single bit of it has changed, and nothing is when it is gone")
    func damaged() throws {
        let record = try record(of: "m", keeping: .means)
        let file = URL(fileURLWithPath: home.path).appendingPathComponent("compiled/m.blob")
        var bytes = [UInt8](try Data(contentsOf: file))
        #expect(compiled.content(of: record) == bytes)
        bytes[bytes.count / 2] ^= 1
        try FileManager.default.removeItem(at: file)
        try Data(bytes).write(to: file)
        #expect(compiled.content(of: record) == nil)
        try FileManager.default.removeItem(at: file)
        #expect(compiled.content(of: record) == nil)
        #expect(compiled.content(of: ModelRecord(model: "m", circumstances: [])) == nil)
        #expect(throws: OpenVINOError.self) { try session(Array("not a compiled model".utf8)) }
        #expect(throws: OpenVINOError.self) { try session([]) }
    }

    @Test("the last four models' are kept, and nothing where nothing can be written")
    func bounded() throws {
        let session = try OpenVINOSession(
            .bytes(TinyGraph.means.bytes), shape: shape, runtime: OpenVINORuntime(), streams: 1)
        for number in 0..<6 { #expect(compiled.keep(session, of: "\(number)") != nil) }
        let folder = URL(fileURLWithPath: home.path).appendingPathComponent("compiled")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count == 4 && files.contains("5.blob") && !files.contains("0.blob"))
        #expect(CompiledModels(home: "/proc/nowhere").keep(session, of: "m") == nil)
        #expect(CompiledModels(home: nil).keep(session, of: "m") == nil)
    }

    @Test("the next start takes it; a start that finds it damaged compiles again")
    func loader() throws {
        let loader = ModelLoader(
            store: ModelStore(home: home.path), settings: BackendSettings(backend: .openvino, folder: home.path))
        let first = try loader.load("color-layout").model
        let memory = try #require(home.read("models.json"))
        let picture = try #require(SelfTestPicture.redJacket.drawn(width: 128, height: 256))
        let region = try #require(Region(whole: picture))
        #expect(try loader.load("color-layout").model.embed(region) == first.embed(region))
        #expect(home.read("models.json") == memory)
        let files = try FileManager.default.contentsOfDirectory(atPath: home.path + "/compiled")
        let file = home.path + "/compiled/" + (try #require(files.first))
        try FileManager.default.removeItem(atPath: file)
        try Data("damaged".utf8).write(to: URL(fileURLWithPath: file))
        #expect(try loader.load("color-layout").model.embed(region) == first.embed(region))
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)).count > 1_000)
    }
}
