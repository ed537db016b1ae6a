import Foundation
import ScryptedPlugin
import ScryptedRPC
import Synchronization

/// A plugin's main.nodejs.js under the real Node, with what Scrypted's server gives it there.
///
/// Objects handed to the plugin come to it as proxies, as over the server's RPC: their methods' calls come back here. It
/// holds each of them until it is killed or the plugin stopped.
package final class NodePlugin: Sendable {
    /// Where the manual clock starts, in milliseconds since 1970.
    package static let manualStart: Int64 = 1_758_250_000_000

    let process: NodeProcess
    let host: any NodePluginHost
    let objects = NodeObjects()
    private let requests = NodeRequests()
    private let reading = Mutex<Task<Void, Never>?>(nil)

    private init(process: NodeProcess, host: any NodePluginHost) {
        self.process = process
        self.host = host
    }

    /// Starts Node and evaluates the file.
    /// - Parameters:
    ///   - main: the file; the description of its device is the one that is deployed with the trampoline.
    ///   - storage: what the plugin kept earlier.
    ///   - usesManualClock: `advance` alone moves the plugin's time.
    ///   - environment: what is added to our own.
    ///   - folder: the working folder; nil for our own.
    /// - Throws: `RPCRemoteError` when the file throws, `NodePluginError` when there is no Node.
    package static func start(
        main: [UInt8], storage: [String: String] = [:], usesManualClock: Bool = false, environment: [String: String] = [:],
        folder: String? = nil, host: any NodePluginHost
    ) async throws -> NodePlugin {
        let process = try NodeProcess(script: "plugin-host.js", environment: environment)
        let plugin = NodePlugin(process: process, host: host)
        // The one task here that nobody waits for by structure: a plugin outlives the call that starts it. `stop` waits.
        plugin.reading.withLock { $0 = Task { await plugin.read() } }
        do {
            try await plugin.request(
                "start",
                [
                    "main": .string(Data(main).base64EncodedString()), "folder": folder.map { .string($0) } ?? .null,
                    "packageJSON": try JSONValue(parsing: ScryptedPlugin.packageJSON),
                    "storage": .object(storage.mapValues { .string($0) }), "usesManualClock": .bool(usesManualClock),
                ])
        } catch {
            await plugin.stop()
            throw error
        }
        return plugin
    }

    /// Calls a method of the plugin.
    /// - Throws: what the plugin throws, as `RPCRemoteError`.
    @discardableResult
    package func call(_ method: String, _ arguments: [RPCValue] = []) async throws -> RPCValue {
        let arguments = try arguments.map { try objects.encode($0) }
        return try objects.decode(try await request("call", ["method": .string(method), "arguments": .array(arguments)]))
    }

    /// Ends an object of ours as if the connection that it came by had dropped, in the server's words: calls under way fail with
    /// `connection closed`, later ones with `RpcPeer has been killed`.
    package func kill(_ object: any RPCObject) async {
        await kill(objects.release(.object(object)))
    }

    /// Ends an object of another peer in the same way.
    package func kill(_ proxy: RemoteProxy) async {
        await kill(objects.release(.proxy(proxy)))
    }

    private func kill(_ number: Int64?) async {
        guard let number else { return }
        // It fails when the process is gone, and then so is the object's holder.
        _ = try? await request("kill", ["objects": [.integer(number)]])
    }

    /// Moves the manual clock. Timers whose time comes run in order, each with what follows from it before the next. A
    /// process that is gone is told of by the next call.
    package func advance(milliseconds: Int) async {
        _ = try? await request("advance", ["milliseconds": .integer(Int64(milliseconds))])
    }

    /// Ends the process and waits until it is gone. Calls that wait fail.
    package func stop() async {
        process.terminate()
        await reading.withLock { $0 }?.value
        process.waitForEnd()
    }

    /// Sends a request and waits for its answer.
    @discardableResult
    private func request(_ kind: String, _ fields: [String: JSONValue]) async throws -> JSONValue {
        try await requests.answer { id in
            var message = fields
            message["id"] = .integer(id)
            message["request"] = .string(kind)
            try self.send(message)
        }
    }

    func send(_ message: [String: JSONValue]) throws {
        try process.write(JSONValue.object(message).utf8)
    }

    /// Reads until the process ends. What it tells is told before anything later; calls of our objects run beside each other.
    private func read() async {
        await withDiscardingTaskGroup { tasks in
            for await line in process.lines {
                do {
                    let message = try JSONValue(parsing: line, maximumValues: .max)
                    if let id = message["answer"]?.integer {
                        requests.settle(id, with: message)
                    } else if let name = message["tell"]?.string {
                        await tell(name, message["arguments"]?.array ?? [])
                    } else {
                        try answer(message, in: &tasks)
                    }
                } catch {
                    process.terminate()
                    requests.fail(with: NodePluginError(description: "The plugin's process sent what is no message: \(error)."))
                }
            }
            requests.fail(with: NodePluginError(description: "The plugin's process has ended. \(process.errorText)"))
            tasks.cancelAll()
        }
    }
}
