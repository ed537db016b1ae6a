import Foundation
import ScryptedRPC
import TestSupport
import Testing

/// How ONNX Runtime comes into the plugin's volume.
@Suite(.timeLimit(.minutes(2))) struct NativeLibraryTests {
    private static let program = NativeInstallation.program

    private static func files(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// The native row of the settings, as soon as it says what is waited for.
    private static func status(_ plugin: NodePlugin, _ server: RecordedServer, containing words: String) async throws -> String {
        var changes = 0
        while true {
            changes += 1
            try await server.told.wait { [changes] told in told.count { $0 == .event("Settings", .null) } >= changes }
            let status = try await plugin.call("getSettings").json?[0]?["value"]?.string ?? ""
            if status.contains(words) { return status }
        }
    }

    @Test(
        "it is fetched for the platform, checked, unpacked and laid beside the program",
        arguments: [
            ("linux-x64", "libonnxruntime.so", PackageIndex.linuxLibrary),
            ("linux-arm64", "libonnxruntime.so", PackageIndex.linuxLibrary),
            ("darwin-arm64", "libonnxruntime.dylib", PackageIndex.macLibrary),
        ])
    func fetches(platform: String, name: String, contents: String) async throws {
        let installation = try NativeInstallation(program: Self.program, hasLibrary: false)
        let index = try PackageIndex(for: installation)
        try await installation.withPlugin(environment: index.environment(platform: platform)) { _, server in
            try await server.told.wait { $0.contains(.other("reload", ["@reid-service/ReID"])) }
        }
        #expect(try Self.files(in: installation.bin) == [name, "reid"])
        #expect(try String(contentsOf: installation.bin.appendingPathComponent(name), encoding: .utf8) == contents)
        #expect(index.requests == PackageIndex.pages)
    }

    @Test("nothing is asked for where there is a library already", arguments: [true, false])
    func isThere(liesBesideProgram: Bool) async throws {
        let installation = try NativeInstallation(program: Self.program, hasLibrary: liesBesideProgram)
        let index = try PackageIndex(for: installation)
        var environment = index.environment(platform: "linux-x64")
        if !liesBesideProgram { environment["REID_ONNXRUNTIME_LIBRARY"] = "/opt/libonnxruntime.so" }
        try await installation.withPlugin(environment: environment) { _, server in
            try await server.told.wait { $0.contains(.other("reload", ["@reid-service/ReID"])) }
        }
        #expect(index.requests.isEmpty)
    }

    /// What can be wrong, and the page's words for it.
    enum Fault: String, CaseIterable {
        case otherBytes = "its checksum is wrong"
        case notPinned = "PyPI has none for linux-x64 with a checksum that is known here"
        case noPlatform = "PyPI has none for linux-ia32"
        case notFound = "pypi.org answered 404"
        case cut = "could not be fetched ("
        case noJSON = "JSON"
        case noLibrary = "there is no onnxruntime/capi/libonnxruntime.so.1.2.3 in it"
    }

    @Test("what goes wrong is told on the page, leaves nothing behind, and the trampoline goes on", arguments: Fault.allCases)
    func fails(fault: Fault) async throws {
        let installation = try NativeInstallation(program: Self.program, hasLibrary: false)
        let index =
            switch fault {
            case .otherBytes: try PackageIndex(for: installation, wheel: PackageIndex.emptyWheel)
            case .notPinned: try PackageIndex(for: installation, pinned: PackageIndex.emptyChecksum)
            case .noLibrary:
                try PackageIndex(
                    for: installation, pinned: PackageIndex.emptyChecksum, announced: PackageIndex.emptyChecksum,
                    wheel: PackageIndex.emptyWheel)
            case .noPlatform, .notFound, .cut, .noJSON: try PackageIndex(for: installation)
            }
        if fault == .notFound { try FileManager.default.removeItem(at: index.page) }
        if fault == .noJSON { try NativeInstallation.write(Array("<html>".utf8), to: index.page) }
        let environment = index.environment(
            platform: fault == .noPlatform ? "linux-ia32" : "linux-x64", cutsWheel: fault == .cut)
        try await installation.withPlugin(environment: environment) { plugin, server in
            let status = try await Self.status(plugin, server, containing: "could not be fetched")
            #expect(status.contains(fault.rawValue) && status.hasSuffix("bin/libonnxruntime.so."), "\(status)")
            #expect(server.others.isEmpty)
            let answer = try await plugin.call("convert", [.json("{}"), .json("application/json"), .json("application/reid")])
            #expect(answer.json?.string?.contains(#""processed":false"#) == true)
        }
        #expect(try Self.files(in: installation.bin) == ["reid"])
    }
}
