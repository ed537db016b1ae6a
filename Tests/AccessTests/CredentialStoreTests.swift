import Foundation
import ScryptedBridge
import ScryptedRPC
import Testing

@Suite struct CredentialStoreTests {
    private let nas: ServerAddress
    private let other: ServerAddress
    private let ann: ScryptedCredentials

    init() throws {
        nas = try ServerAddress(parsing: "nas")
        other = try ServerAddress(parsing: "[::1]:444")
        ann = ScryptedCredentials(
            username: "ann", token: "t0ken", key: try #require(ServerKey("sha256/" + String(repeating: "A", count: 43) + "=")))
    }

    @Test("what is saved is found again, each server for itself")
    func roundTrip() throws {
        try withFile { file in
            let store = CredentialStore(file: file)
            #expect(try store.credentials(for: nas) == nil)
            #expect(try store.servers().isEmpty)
            try store.save(ann, for: nas)
            var bob = ann
            bob.username = "bob"
            try store.save(bob, for: other)
            #expect(try CredentialStore(file: file).credentials(for: nas) == ann)
            #expect(try store.credentials(for: other) == bob)
            #expect(try store.servers() == [other, nas])
            try store.save(bob, for: nas)
            #expect(try store.credentials(for: nas) == bob)
            try store.remove(nas)
            try store.remove(nas)
            #expect(try store.servers() == [other])
            // No leftovers of the writing.
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path) == ["scrypted.json"])
        }
    }

    @Test("the file is for its owner only, and one that is not becomes so")
    func permissions() throws {
        try withFile { file in
            let store = CredentialStore(file: file)
            try store.save(ann, for: nas)
            #expect(try mode(of: file) == 0o600)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
            #expect(try store.credentials(for: nas) == ann)
            #expect(try mode(of: file) == 0o600)
        }
    }

    // A file that we do not understand may be somebody's only copy.
    @Test(
        "a file that is damaged is named, and not overwritten",
        arguments: [
            "", "{", "[]", #"{"nas:10443":{"username":"ann"}}"#, #"{"nas:10443":{"username":"ann","token":"t","key":"md5/x"}}"#,
        ])
    func damage(text: String) throws {
        try withFile { file in
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            let store = CredentialStore(file: file)
            let error = try #require(throws: AccessError.self) { try store.credentials(for: nas) }
            #expect(error.description.contains(file.path))
            #expect(throws: AccessError.self) { try store.save(ann, for: nas) }
            #expect(try Data(contentsOf: file) == Data(text.utf8))
        }
    }

    @Test("a place that cannot be written is named")
    func unwritable() throws {
        let store = CredentialStore(file: URL(fileURLWithPath: "/dev/null/reid/scrypted.json"))
        let error = try #require(throws: AccessError.self) { try store.save(ann, for: nas) }
        #expect(error.description.contains("/dev/null/reid/scrypted.json"))
    }

    @Test("no way to print credentials shows the token")
    func secrecy() {
        var dumped = ""
        dump(ann, to: &dumped)
        for text in ["\(ann)", String(reflecting: ann), "\([ann])", "\(String(describing: Optional(ann)))", dumped] {
            #expect(!text.contains("t0ken"))
            #expect(text.contains("ann"))
        }
    }

    private func mode(of file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }

    private func withFile(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appendingPathComponent("home/scrypted.json"))
    }
}
