import Foundation
import ScryptedPlugin
import Testing

@testable import ScryptedBridge

@Suite struct ZipArchiveTests {
    @Test(
        "checksums are those of zip", arguments: [("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43)] as [(String, UInt32)])
    func checksums(text: String, sum: UInt32) {
        #expect(CRC32.checksum(of: Array(text.utf8)) == sum)
    }

    @Test("Python's zipfile finds nothing wrong and gets everything back", .timeLimit(.minutes(1)))
    func python() throws {
        let files: [(path: String, bytes: [UInt8])] = [
            ("main.nodejs.js", ScryptedPlugin.main), ("fs/tür/leer", []),
            ("fs/bytes", (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }),
        ]
        let report = try run(
            """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as archive:
                assert archive.testzip() is None
                for info in archive.infolist():
                    print(info.filename, len(archive.read(info)), info.date_time[:3], oct(info.external_attr >> 16))
            """, on: ZipArchive(files: files).bytes)
        #expect(
            report == """
                main.nodejs.js \(ScryptedPlugin.main.count) (1980, 1, 1) 0o100644
                fs/tür/leer 0 (1980, 1, 1) 0o100644
                fs/bytes 70000 (1980, 1, 1) 0o100644

                """)
    }

    @Test("the same files make the same bytes")
    func deterministic() {
        #expect(PluginPackage.trampoline.archive == PluginPackage.trampoline.archive)
        #expect(PluginPackage.native.archive != PluginPackage.trampoline.archive)
        #expect(ZipArchive(files: []).bytes.count == 22)
    }

    /// Runs a Python program with an archive as its argument.
    private func run(_ program: String, on archive: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".zip")
        try Data(archive).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, file.path]
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) { $1 }
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return text
    }
}
