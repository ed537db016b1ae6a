import Foundation
import Logging
import NIOPosix
import ScryptedPlugin
import ScryptedRPC

/// A native plugin in a process of its own, as a server runs it that starts executables.
package struct SpawnedPlugin: Sendable {
    package let host: ScryptedHost
    /// The plugin's own device.
    package let device: String
    let process: SpawnedProcess
    let peer: RPCPeer

    /// What it printed, line by line.
    package var console: Recording<String> { process.console }

    /// As a server does every 30 s, with its clock for the number.
    /// - Returns: what has to be the same number.
    package func ping(_ number: Int64) async throws -> JSONValue? {
        try await peer.root("ping").proxy?.call(nil, [.json(.integer(number))]).plain
    }

    /// Closes the server's ends, as a server does that ends.
    package func hangUp() {
        peer.close(reason: "the server ends")
    }

    package func terminate() {
        process.send(SIGTERM)
    }

    /// Waits until the process is gone.
    /// - Returns: its code, or 128 and the signal.
    package func waitForEnd() async throws -> Int32 {
        try await process.waitForEnd()
    }
}

/// Starts an executable as a plugin of the server, takes it through the server's start-up, and ends it after `body`.
/// - Parameters:
///   - volume: where the plugin may keep files.
///   - packageJSON: names the plugin and its device; the trampoline's own by default.
package func withSpawnedPlugin(
    _ executable: URL, _ arguments: [String], environment: [String: String] = [:], volume: URL, host: ScryptedHost,
    packageJSON: [UInt8] = ScryptedPlugin.packageJSON, _ body: @escaping @Sendable (SpawnedPlugin) async throws -> Void
) async throws {
    let package = try JSONValue(parsing: packageJSON)
    let id = package["name"]?.string ?? ""
    let added = [
        "SCRYPTED_VOLUME": volume.path, "SCRYPTED_PLUGIN_VOLUME": volume.path, "SCRYPTED_UNZIPPED_PATH": volume.path,
        "SCRYPTED_ZIP_FILE": volume.appendingPathComponent("plugin.zip").path, "SCRYPTED_ZIP_HASH": "0",
        "SCRYYPTED_PLUGIN_ID": id,
    ]
    let process = try SpawnedProcess(
        executable, arguments,
        environment: ProcessInfo.processInfo.environment.merging(added) { $1 }.merging(environment) { $1 })
    let peer = RPCPeer(
        name: id,
        transport: try await PipeTransport.connect(
            input: process.input, output: process.output, on: .singletonMultiThreadedEventLoopGroup),
        logger: Logger(label: "scrypted") { _ in SwiftLogNoOpLogHandler() })
    let outcome: Result<Void, any Error>
    do {
        try await withThrowingTaskGroup(of: Bool.self) { tasks in
            tasks.addTask {
                // The plugin may end before the test does: that is what some tests are about.
                try? await peer.run()
                return false
            }
            tasks.addTask {
                let device = try await host.start(native: peer, package: package)
                try await body(SpawnedPlugin(host: host, device: device, process: process, peer: peer))
                return true
            }
            while let isDone = try await tasks.next(), !isDone {}
            tasks.cancelAll()
        }
        outcome = .success(())
    } catch {
        outcome = .failure(error)
    }
    process.send(SIGKILL)
    _ = try? await process.waitForEnd()
    await host.forget(native: id)
    try outcome.get()
}
