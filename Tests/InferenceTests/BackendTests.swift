import Foundation
import Imaging
import Recognition
import Testing

@testable import Inference

@Suite("The choice of a backend")
struct BackendTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func loader(
        _ backend: InferenceBackend? = nil, openVINO: String? = nil
    ) -> ModelLoader {
        ModelLoader(
            store: ModelStore(home: home.path),
            settings: BackendSettings(backend: backend, openVINOLibrary: openVINO, workers: 1, folder: home.path))
    }

    private func put(_ graph: TinyGraph) throws -> String {
        try home.write(ModelManifest.sample(dimension: 96).json(), to: "m/sample.json")
        return try home.write(graph.bytes, to: "m/sample.onnx")
    }

    private func records() throws -> [ModelRecord] {
        try JSONDecoder().decode([ModelRecord].self, from: Data(try #require(home.read("models.json"))))
    }

    @Test(
        "is the quicker one, found out once and remembered",
        .enabled(if: OpenVINOLibrary.isHere, "skipped: needs OpenVINO (make openvino)"))
    func auto() throws {
        let file = try put(.thumbnail)
        let first = try loader().load(file)
        let record = try #require(records().first)
        #expect(record.chosen == first.backend)
        #expect(Set(record.milliseconds.keys) == ["onnxruntime", "openvino"])
        #expect(record.milliseconds.values.allSatisfy { $0 > 0 })
        // A record that says otherwise is believed: nothing is measured again.
        var other = record
        other.chosen = first.backend == .openvino ? .onnxruntime : .openvino
        ModelMemory(folder: home.path).keep(other)
        #expect(try loader().load(file).backend == other.chosen)
        // Under other circumstances it is worth nothing.
        other.circumstances[0] += " changed"
        ModelMemory(folder: home.path).keep(other)
        _ = try loader().load(file)
        #expect(try records().map(\.circumstances) == [record.circumstances])
    }

    @Test("a library that cannot be used is no reason not to start, unless it was asked for")
    func brokenLibrary() throws {
        let file = try put(.thumbnail)
        let broken = try home.write(Array("not a library".utf8), to: "libopenvino_c.so")
        let loaded = try loader(openVINO: broken).load(file)
        #expect(loaded.backend == .onnxruntime)
        #expect(loaded.warnings.contains { $0.contains(broken) })
        #expect(throws: OpenVINOError.self) { try loader(.openvino, openVINO: broken).load(file) }
    }

    @Test("the self-test is passed once; another manifest has to pass it again")
    func selfTestIsRemembered() throws {
        let file = try put(.thumbnail)
        _ = try loader(.onnxruntime).load(file)
        #expect(try records().map(\.passed) == [[.onnxruntime]])
        let before = try records()
        _ = try loader(.onnxruntime).load(file)
        #expect(try records() == before)
        var manifest = ModelManifest.sample(dimension: 96)
        manifest.input.scale = 1e-9
        try home.write(manifest.json(), to: "m/sample.json")
        // Everything looks alike to it now.
        #expect(throws: ModelError.self) { try loader(.onnxruntime).load(file) }
    }

    @Test("a file of records that cannot be read costs nothing but time", arguments: ["", "{", "[1]", "null"])
    func brokenMemory(text: String) throws {
        let file = try put(.thumbnail)
        try home.write(Array(text.utf8), to: "models.json")
        #expect(try loader(.onnxruntime).load(file).backend == .onnxruntime)
        #expect(try records().count == 1)
    }

    @Test("more models than anybody has are not remembered")
    func bounded() throws {
        let memory = ModelMemory(folder: home.path)
        for number in 0..<40 { memory.keep(ModelRecord(model: "\(number)", circumstances: ["here"])) }
        #expect(try records().count == 32)
        #expect(try records().first?.model == "39")
        #expect(memory.record(of: "39", under: ["elsewhere"]).passed.isEmpty)
    }

    @Test("ONNX Runtime is told not to report to its vendor before it is opened")
    func telemetry() throws {
        _ = try ONNXRuntime()
        #expect(ProcessInfo.processInfo.environment["ORT_DISABLE_TELEMETRY"] == "1")
    }

    @Test("numbers too small to be normal count as zero while a model runs, and only then")
    func denormals() throws {
        let session = try ONNXSession(.bytes(TinyGraph.means.bytes), runtime: ONNXRuntime())
        let tiny = Float.leastNonzeroMagnitude * 4
        let values = [Float](repeating: tiny, count: 3 * 256 * 128)
        let tensor = try #require(Tensor(shape: [1, 3, 256, 128], values: values))
        #if arch(x86_64) || arch(arm64)
        #expect(try session.run(tensor) == [0, 0, 0])
        #endif
        #expect(tiny * 0.5 > 0)
    }
}

@Suite("The cheapest model")
struct CheapestModelTests {
    @Test("is the smallest trained one that is here, and the embedded one when there is no other")
    func cheapest() throws {
        let home = try TemporaryFolder()
        let store = ModelStore(home: home.path)
        #expect(store.cheapest?.name == "color-layout")
        func put(_ name: String, size: Int, _ purpose: ModelManifest.Purpose = .recognition) throws {
            var manifest = ModelManifest.sample(dimension: 96)
            (manifest.name, manifest.purpose) = (name, purpose)
            manifest.file.name = "\(name).onnx"
            manifest.file.size = size
            try home.write(manifest.json(), to: "models/\(name).json")
            try home.write([0], to: "models/\(name).onnx")
        }
        try put("large", size: 9_000_000)
        try put("little", size: 900_000)
        try put("untrained", size: 9_000, .benchmark)
        #expect(store.cheapest?.name == "little")
    }
}
