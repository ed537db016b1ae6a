import Foundation
import ScryptedPlugin
import TestSupport

/// The zip's files as the server lays them out, and the plugin's volume.
final class NativeInstallation {
    /// A stand-in for the program: it has the connection in `plugin` and not when it is tried.
    static let program = """
        #!/bin/sh
        if [ "$1" = --version ]; then ! { true >&4; } 2>/dev/null || exit 9; echo 0.1.0; exit; fi
        true >&4 && echo "started with $*"
        """

    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reid-native-\(UUID().uuidString)")
    var volume: URL { folder.appendingPathComponent("volume") }
    var bin: URL { volume.appendingPathComponent("bin") }
    var unzipped: URL { folder.appendingPathComponent("zip/unzipped") }

    /// - Parameters:
    ///   - program: what lies in the volume as `reid`.
    ///   - hasLibrary: whether ONNX Runtime lies beside it, under the name of any platform.
    init(program: String?, hasLibrary: Bool = true) throws {
        for (path, bytes) in ScryptedPlugin.nativeFiles { try Self.write(bytes, to: unzipped.appendingPathComponent(path)) }
        for name in ["libonnxruntime.so", "libonnxruntime.dylib"] where hasLibrary {
            try Self.write([], to: bin.appendingPathComponent(name))
        }
        guard let program else { return }
        let reid = bin.appendingPathComponent("reid")
        try Self.write(Array(program.utf8), to: reid)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: reid.path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static func write(_ bytes: [UInt8], to file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Runs the plugin in Node for as long as `body` takes.
    func withPlugin(
        environment: [String: String] = [:], _ body: (NodePlugin, RecordedServer) async throws -> Void
    ) async throws {
        let server = RecordedServer()
        let main = try Data(contentsOf: unzipped.appendingPathComponent("main.nodejs.js"))
        let ours = ["SCRYPTED_PLUGIN_VOLUME": volume.path, "REID_ONNXRUNTIME_LIBRARY": ""]
        let plugin = try await NodePlugin.start(
            main: Array(main), environment: ours.merging(environment) { $1 },
            folder: unzipped.appendingPathComponent("fs").path, host: server)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(plugin, server))
        } catch {
            outcome = .failure(error)
        }
        await plugin.stop()
        try outcome.get()
    }

    /// Runs what the server would run, with these descriptors 3 and 4.
    func run() throws -> (code: Int32, output: String, errors: String) {
        let (process, output, errors) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", #"cd "$SCRYPTED_UNZIPPED_PATH/fs" && exec /bin/sh ./run.sh 3</dev/null 4>/dev/null"#]
        process.environment = [
            "PATH": "/usr/bin:/bin", "SCRYPTED_PLUGIN_VOLUME": volume.path, "SCRYPTED_UNZIPPED_PATH": unzipped.path,
        ]
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        let texts = [output, errors].map { String(decoding: $0.fileHandleForReading.availableData, as: UTF8.self) }
        return (process.terminationStatus, texts[0], texts[1])
    }
}
