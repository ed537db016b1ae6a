import Foundation
import Testing

@testable import Inference

@Suite("The model store")
struct ModelStoreTests {
    private let home: TemporaryFolder
    private let store: ModelStore
    private let graph = TinyGraph.thumbnail.bytes

    init() throws {
        home = try TemporaryFolder()
        store = ModelStore(home: home.path)
    }

    private func put(_ manifest: ModelManifest, as name: String) throws {
        try home.write(manifest.json(), to: "models/\(name)")
    }

    @Test("works without its folder, and lists what the program knows")
    func empty() {
        let listing = store.list()
        #expect(listing.models.map(\.manifest) == ModelManifest.builtIn)
        #expect(listing.unreadable.isEmpty)
        #expect(listing.models.first { $0.manifest.name == "color-layout" }?.state == .embedded)
        #expect(listing.models.first { $0.manifest.name == ModelManifest.preferredName }?.state == .fetchable)
        #expect(listing.models.first { $0.manifest.name == "osnet-x1.0" }?.state == .absent)
    }

    @Test("finds a model by the name in its manifest")
    func named() throws {
        let hash = FileHash(of: graph)
        try put(.sample(file: .init(name: "s.onnx", size: hash.size, sha256: hash.sha256)), as: "anything.json")
        try home.write(graph, to: "models/s.onnx")
        let resolved = try store.resolve("sample")
        #expect(resolved.recognised == .named)
        #expect(resolved.manifest?.name == "sample")
        #expect(resolved.hash == hash)
    }

    @Test("tells of a broken manifest, and of nothing else, when it is asked for")
    func broken() throws {
        try home.write(Array("{".utf8), to: "models/mine.json")
        #expect(store.list().unreadable.map(\.path) == [store.folder + "/mine.json"])
        #expect(throws: ModelError.manifestUnreadable(reason: "it is not JSON")) { try store.resolve("mine") }
        #expect(throws: Never.self) { try store.resolve("color-layout") }
    }

    @Test("takes neither a pin nor the note of an unfinished download for a manifest")
    func otherFiles() throws {
        for name in ["m.onnx.pin.json", "m.onnx.part", "m.onnx.part.json"] {
            try home.write(Array("{}".utf8), to: "models/\(name)")
        }
        #expect(store.list().unreadable.isEmpty)
        #expect(store.list().models.count == ModelManifest.builtIn.count)
    }

    @Test("no manifest of a person can pose as part of the program")
    func embedded() throws {
        try put(.sample(file: .init(name: "s.onnx", embedded: true)), as: "sample.json")
        #expect(store.list().unreadable.count == 1)
    }

    @Test("says where the file of an absent model belongs, and what is known besides an unknown one")
    func absent() throws {
        #expect(
            throws: ModelError.fileMissing(
                name: "osnet-x1.0", path: store.folder + "/osnet-x1.0-msmt17.onnx", fetchable: false)
        ) { try store.resolve("osnet-x1.0") }
        let error = try #require(throws: ModelError.self) { try store.resolve("osnet-x9") }
        #expect("\(error)".contains("color-layout"))
        #expect(throws: ModelError.self) { try store.resolve("/nowhere/model.onnx") }
    }

    @Test("refuses a file of another size, another hash or another git id")
    func verifies() throws {
        let path = try home.write(graph, to: "models/s.onnx")
        let hash = FileHash(of: graph)
        #expect(try FileHash(of: path) == hash)
        let other = String(repeating: "0", count: 64), otherID = String(repeating: "0", count: 40)
        func check(_ file: ModelManifest.File) throws { try store.verify(.sample(file: file)) }
        #expect(throws: ModelError.wrongSize(path: path, have: hash.size, need: 5)) {
            try check(.init(name: "s.onnx", size: 5))
        }
        #expect(throws: ModelError.wrongHash(path: path, have: hash.sha256, need: other)) {
            try check(.init(name: "s.onnx", sha256: other))
        }
        #expect(throws: ModelError.wrongHash(path: path, have: hash.gitBlob, need: otherID)) {
            try check(.init(name: "s.onnx", gitBlob: otherID))
        }
        #expect(throws: Never.self) { try check(.init(name: "s.onnx", gitBlob: hash.gitBlob)) }
    }

    /// `printf 'hello\n' | git hash-object --stdin`, and sha256sum.
    @Test("hashes as git and sha256sum do")
    func hashes() {
        let hash = FileHash(of: Array("hello\n".utf8))
        #expect(hash.gitBlob == "ce013625030ba8dba906f756967f9e9ca394464a")
        #expect(hash.sha256 == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
    }

    @Test("does not read what is no regular file", arguments: ["/dev/zero", "/dev"])
    func special(path: String) {
        #expect(throws: ModelError.self) { try FileHash(of: path) }
    }

    @Test("takes a file with the manifest beside it, and one whose hash is known")
    func files() throws {
        let path = try home.write(graph, to: "elsewhere/own.onnx")
        #expect(try store.resolve(path).recognised == .graph(path: path))
        let manifest = try home.write(ModelManifest.sample().json(), to: "elsewhere/own.json")
        #expect(try store.resolve(path).recognised == .manifest(path: manifest))
    }
}
