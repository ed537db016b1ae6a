import Foundation
import Imaging
import Recognition
import Testing

@testable import Inference

@Suite("Loading a model")
struct ModelLoaderTests {
    private let home: TemporaryFolder
    private let loader: ModelLoader

    init() throws {
        home = try TemporaryFolder()
        loader = ModelLoader(store: ModelStore(home: home.path))
    }

    private func put(_ graph: TinyGraph, _ change: (inout ModelManifest) -> Void = { _ in }) throws -> String {
        var manifest = ModelManifest.sample(dimension: 96)
        change(&manifest)
        try home.write(manifest.json(), to: "m/sample.json")
        return try home.write(graph.bytes, to: "m/sample.onnx")
    }

    @Test("gives a model that embeds to unit length and knows its name")
    func loads() throws {
        let loaded = try loader.load(put(.thumbnail))
        #expect(loaded.warnings.isEmpty)
        #expect(loaded.model.id == ModelID("sample@1"))
        let image = try #require(SelfTestPicture.redJacket.drawn(width: 128, height: 256))
        let region = try #require(Region(whole: image))
        let embedding = try loaded.model.embed(region)
        #expect(embedding.dimension == 96)
        #expect(abs(embedding.similarity(to: embedding).value - 1) < 0.001)
    }

    @Test("the embedded model loads at once and passes its self-test")
    func embedded() throws {
        let loaded = try loader.load("color-layout")
        #expect(loaded.manifest.output.dimension == 512)
        #expect(loaded.warnings.isEmpty)
    }

    @Test("a graph that answers the same to everything has collapsed")
    func collapsed() throws {
        let path = try put(.constant) { $0.output.dimension = 3 }
        let error = try #require(throws: ModelError.self) { try loader.load(path) }
        #expect(error == .collapsed(similarity: 1, limit: 0.95) || "\(error)".contains("apart"))
    }

    @Test("a benchmark may collapse, and says at every start what it is")
    func benchmark() throws {
        let path = try put(.constant) {
            $0.output.dimension = 3
            $0.purpose = .benchmark
        }
        let loaded = try loader.load(path)
        #expect(loaded.warnings.count == 1)
        #expect(loaded.warnings.first?.contains("untrained") == true)
    }

    @Test("answers that are no numbers, or nothing but zeros, are refused", arguments: [TinyGraph.notNumbers, .zeros])
    func notFinite(graph: TinyGraph) throws {
        let path = try put(graph) { $0.output.dimension = 3 }
        #expect(throws: ModelError.notFinite) { try loader.load(path) }
    }

    @Test("a dimension other than the manifest's is refused")
    func dimension() throws {
        let path = try put(.thumbnail) { $0.output.dimension = 512 }
        #expect(throws: (any Error).self) { try loader.load(path) }
    }

    @Test("a picture size other than the manifest's is refused")
    func pictureSize() throws {
        let path = try put(.thumbnail) { $0.input.width = 64 }
        let error = try #require(throws: ONNXError.self) { try loader.load(path) }
        guard case .unusableShape(.input, _, _, _) = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test("the golden answer is checked where there is one, and only the right one passes")
    func golden() throws {
        let right = try loader.load(put(.thumbnail))
        let image = try #require(SelfTestPicture.blueHoops.drawn(width: 128, height: 256))
        let region = try #require(Region(whole: image))
        let embedding = try right.model.embed(region)
        let values = embedding.components.map { Float($0) / Embedding.one }
        let golden = ModelManifest.Golden(picture: .blueHoops, values: values, tolerance: 0.001)
        #expect(throws: Never.self) { try loader.load(put(.thumbnail) { $0.golden = golden }) }
        // Red and blue exchanged: the most common mistake of all, and no other check sees it.
        let error = try #require(throws: ModelError.self) {
            try loader.load(
                put(.thumbnail) {
                    $0.golden = golden
                    $0.input.colorOrder = .bgr
                })
        }
        guard case .notGolden = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test("a file without a manifest is taken by its graph, and that is said")
    func guessed() throws {
        let path = try home.write(TinyGraph.thumbnail.bytes, to: "Some File.onnx")
        let loaded = try loader.load(path)
        #expect(loaded.manifest.name == "some-file")
        #expect(loaded.manifest.output.dimension == 96)
        #expect(loaded.manifest.version == String(FileHash(of: TinyGraph.thumbnail.bytes).sha256.prefix(12)))
        // The universal pair, and a house that has to learn what strangers look like.
        let policy = loaded.policy()
        #expect(policy.usesCameraMeans && policy.slopeMilli == 16_000 && policy.offsetMicro == 260_000)
        #expect(abs(policy.rawThresholdMicro - 600_000) <= 1 && policy.strangers?.learnedPairs == 30)
        #expect(loaded.warnings.first?.contains("no manifest") == true)
    }

    @Test("a missing library is said before anything else is wrong")
    func library() throws {
        let store = ModelStore(home: home.path)
        let path = try put(.thumbnail)
        #expect(throws: ONNXError.libraryMissing(tried: ["/nowhere/ort.so"])) {
            try ModelLoader(store: store, library: "/nowhere/ort.so").load(path)
        }
    }
}
