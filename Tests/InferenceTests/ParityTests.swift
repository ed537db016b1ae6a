import Foundation
import Imaging
import Recognition
import Testing

@testable import Inference

/// Held against Python's onnxruntime and Pillow, on trained models and real crops.
/// Skipped: needs the shared models and pictures, and a Python with onnxruntime, Pillow and numpy.
@Suite(
    "Parity with Python", .serialized,
    .enabled(if: SharedMaterial.hasMarket, "skipped: needs the shared models and Market crops"),
    .enabled(if: PythonReference.isAvailable, "skipped: needs a Python with onnxruntime, Pillow and numpy"))
struct ParityTests {
    static let models = ["osnet-x1.0-msmt17", "person-reid-retail-0277"]

    @Test("the same tensors give the same embeddings; decoding and resizing of our own change little", arguments: models)
    func embeddings(name: String) async throws {
        // Long and blocking: not on the threads that the other tests' tasks need.
        try await onDisk { try compareEmbeddings(name: name) }
    }

    private func compareEmbeddings(name: String) throws {
        let folder = try TemporaryFolder()
        let loader = ModelLoader(store: ModelStore(home: folder.path))
        let loaded = try loader.load(SharedMaterial.model(name))
        let crops = try MarketCrops.all().enumerated().filter { $0.offset % 20 == 0 }.prefix(200).map(\.element)
        try #require(crops.count == 200)
        let list = try folder.write(Array(crops.map(\.path).joined(separator: "\n").utf8), to: "list.txt")
        let tensorFile = folder.path + "/tensors.f32", embeddingFile = folder.path + "/embeddings.f32"
        try PythonReference.run([
            "crops", "--model", SharedMaterial.model(name), "--list", list, "--tensors", tensorFile, "--output",
            embeddingFile,
        ])
        let length = 3 * 256 * 128, dimension = loaded.manifest.output.dimension
        let tensors = try PythonReference.read(tensorFile), expected = try PythonReference.read(embeddingFile)
        try #require(tensors.count == 200 * length && expected.count == 200 * dimension)

        let session = try #require(loaded.model as? SessionModel).session
        var worstSame = 1.0, worstOwn = 1.0
        for (index, crop) in crops.enumerated() {
            let reference = Array(expected[index * dimension..<(index + 1) * dimension])
            let given = try #require(
                Tensor(shape: [1, 3, 256, 128], values: Array(tensors[index * length..<(index + 1) * length])))
            // Before our rounding to 16 bits, so that only the two runtimes are compared.
            worstSame = min(worstSame, Self.cosine(try session.run(given), reference))
            let own = try loaded.model.embed(crop.region())
            worstOwn = min(worstOwn, Self.cosine(own.components.map(Float.init), reference))
        }
        print("\(name): worst cosine on the same tensors \(worstSame), end to end \(worstOwn)")
        #expect(worstSame >= 0.99999)
        #expect(worstOwn >= 0.995)
    }

    @Test("our own tensors give Python's embeddings too", arguments: models)
    func ownTensors(name: String) async throws {
        try await onDisk { try compareOwnTensors(name: name) }
    }

    private func compareOwnTensors(name: String) throws {
        let folder = try TemporaryFolder()
        let loaded = try ModelLoader(store: ModelStore(home: folder.path)).load(SharedMaterial.model(name))
        let pictures = SelfTestPicture.allCases.compactMap { $0.drawn(width: 128, height: 256) }
        let regions = pictures.compactMap { Region(whole: $0) }
        let tensors = regions.map(try #require(loaded.model as? SessionModel).preprocessor.tensor)
        try PythonReference.write(tensors.flatMap(\.values), to: folder.path + "/in.f32")
        try PythonReference.run([
            "tensors", "--model", SharedMaterial.model(name), "--shape", "3,256,128", "--input", folder.path + "/in.f32",
            "--output", folder.path + "/out.f32",
        ])
        let expected = try PythonReference.read(folder.path + "/out.f32")
        for (index, region) in regions.enumerated() {
            let ours = try loaded.model.embed(region).components.map(Float.init)
            let reference = Array(expected[index * ours.count..<(index + 1) * ours.count])
            #expect(Self.cosine(ours, reference) >= 0.99999)
        }
    }

    private static func cosine(_ a: [Float], _ b: [Float]) -> Double {
        var ab = 0.0, aa = 0.0, bb = 0.0
        for (x, y) in zip(a, b) {
            ab += Double(x) * Double(y)
            aa += Double(x) * Double(x)
            bb += Double(y) * Double(y)
        }
        return a.count == b.count && aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 0
    }
}
