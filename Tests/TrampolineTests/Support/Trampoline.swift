import Foundation
import ScryptedPlugin
import ScryptedRPC
import TestSupport
import Testing

/// The trampoline under Node, as its callers see it.
struct Trampoline: Sendable {
    let plugin: NodePlugin
    let server: RecordedServer
    let secret: String

    /// What the notifier does.
    func convert(_ data: RPCValue, options: JSONValue? = nil) async throws -> JSONValue {
        var arguments = [data, .json("application/json"), .json("application/reid")]
        if let options { arguments.append(.json(options)) }
        let answer = try await plugin.call("convert", arguments)
        return try JSONValue(parsing: try #require(answer.json?.string, "The answer is no text."))
    }

    func convert(_ document: String) async throws -> JSONValue {
        try await convert(.json(.string(document)))
    }

    /// What `reid` does.
    @discardableResult
    func attach(_ object: any RPCObject, secret: String? = nil, instance: String = "first") async throws -> String? {
        try await admit(.local(object), "attach", ["secret": .string(secret ?? self.secret), "instance": .string(instance)])
    }

    @discardableResult
    func detach(instance: String = "first") async throws -> String? {
        try await admit(.null, "detach", ["secret": .string(secret), "instance": .string(instance)])
    }

    func admit(_ object: RPCValue, _ verb: String, _ options: JSONValue) async throws -> String? {
        let arguments = [object, .json("x-reid/service"), .json(.string("x-reid/\(verb)")), .json(options)]
        return try await plugin.call("convert", arguments).json?.string
    }

    func settings() async throws -> [JSONValue] {
        try #require(try await plugin.call("getSettings").json?.array)
    }

    /// The value of one of the settings.
    func setting(_ key: String) async throws -> JSONValue? {
        try await settings().first { $0["key"]?.string == key }?["value"]
    }

    func put(_ key: String, _ value: JSONValue) async throws {
        try await plugin.call("putSetting", [.json(.string(key)), .json(value)])
    }
}

/// Runs the trampoline for as long as `body` takes, and looks for errors that nobody handled.
func withTrampoline(
    storage: [String: String] = [:], usesManualClock: Bool = false, _ body: (Trampoline) async throws -> Void
) async throws {
    let server = RecordedServer()
    let secret = storage["secret"] ?? "0123456789abcdef"
    let plugin = try await NodePlugin.start(
        main: ScryptedPlugin.main, storage: storage.merging(["secret": secret]) { $1 }, usesManualClock: usesManualClock,
        host: server)
    let outcome: Result<Void, any Error>
    do {
        outcome = .success(try await body(Trampoline(plugin: plugin, server: server, secret: secret)))
    } catch {
        outcome = .failure(error)
    }
    await plugin.stop()
    #expect(server.others.isEmpty)
    try outcome.get()
}
