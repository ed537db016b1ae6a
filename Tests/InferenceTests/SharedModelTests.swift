import Foundation
import Imaging
import Recognition
import Testing

@testable import Inference

/// Skipped: needs the shared models.
@Suite(
    "The trained models", .enabled(if: SharedMaterial.hasModels, "skipped: needs the shared models"))
struct SharedModelTests {
    /// File, the built-in manifest it is known by, and its answer's length.
    static let files = [
        ("osnet-x1.0-msmt17", "osnet-x1.0", 512), ("osnet-x0.25-msmt17", "osnet-x0.25", 512),
        ("person-reid-retail-0277", "person-reid-retail-0277", 256),
        ("person-reid-retail-0288", "person-reid-retail-0288", 256),
        ("osnet-ain-x1.0-random", "osnet-ain-x1.0-random", 512),
    ]

    @Test("are recognised by their hash and pass their self-test", arguments: files)
    func recognised(file: String, name: String, dimension: Int) throws {
        let home = try TemporaryFolder()
        let loaded = try ModelLoader(store: ModelStore(home: home.path)).load(SharedMaterial.model(file))
        #expect(loaded.manifest.name == name)
        #expect(loaded.manifest.output.dimension == dimension)
        #expect(loaded.warnings.isEmpty == (loaded.manifest.purpose == .recognition))
    }

    @Test("untrained weights would not pass as a recogniser")
    func untrained() throws {
        let home = try TemporaryFolder()
        let path = home.path + "/random.onnx"
        try FileManager.default.copyItem(atPath: SharedMaterial.model("osnet-ain-x1.0-random"), toPath: path)
        var manifest = try #require(ModelManifest.builtIn.first { $0.purpose == .benchmark })
        manifest.purpose = .recognition
        try home.write(manifest.json(), to: "random.json")
        let error = try #require(throws: ModelError.self) {
            try ModelLoader(store: ModelStore(home: home.path)).load(path)
        }
        guard case .collapsed = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test("by name they come from the models folder, and a changed byte is noticed")
    func byName() throws {
        let home = try TemporaryFolder()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: SharedMaterial.model("person-reid-retail-0288")))
        try home.write([UInt8](bytes), to: "models/person-reid-retail-0288.onnx")
        let loader = ModelLoader(store: ModelStore(home: home.path))
        #expect(try loader.load("person-reid-retail-0288").manifest.file.size == bytes.count)
        var damaged = [UInt8](bytes)
        damaged[damaged.count / 2] ^= 1
        try home.write(damaged, to: "models/person-reid-retail-0288.onnx")
        let error = try #require(throws: ModelError.self) { try loader.load("person-reid-retail-0288") }
        guard case .wrongHash = error else {
            Issue.record("\(error)")
            return
        }
    }
}
