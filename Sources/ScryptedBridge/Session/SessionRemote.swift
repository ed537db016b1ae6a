import ScryptedRPC
import Synchronization

/// What we are to the server: it asks for our `getRemote`, and gets this object, to which it tells the state of its devices.
///
/// At the outer door that is all. Where we are a plugin it also hands out ids and asks us to load.
final class SessionRemote: RPCObject {
    let signature = RPCSignature(
        constructorName: "Remote",
        onewayMethods: ["notify", "updateDeviceState", "setSystemState", "ioEvent", "setNativeId"])
    /// The server's API once it is ready for our calls: after the whole state came, and for a plugin after `loadZip`.
    let ready: AsyncStream<Greeting>

    /// How the server introduced itself.
    struct Greeting: Sendable {
        var api: RemoteProxy
        /// Of the plugin that we are; nil at the outer door.
        var pluginID: String?
    }

    private let mirror: StateMirror
    private let plugin: (any RPCObject)?
    private let readied: AsyncStream<Greeting>.Continuation
    // Written by the server's first call, read by those after it.
    private let greeting = Mutex<Greeting?>(nil)

    /// - Parameter plugin: what `loadZip` returns; nil at the outer door.
    init(mirror: StateMirror, plugin: (any RPCObject)?) {
        self.mirror = mirror
        self.plugin = plugin
        (ready, readied) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What the server may ask for by name.
    var roots: [String: RPCValue] {
        var roots = ["getRemote": RPCValue.local(RPCFunction { try self.greeted($0) })]
        if plugin != nil {
            // Held against the server's clock: exactly what came must go back.
            roots["ping"] = .local(RPCFunction { .value($0[0]) })
            roots["createMediaManager"] = .local(RPCFunction { _ in try self.createMediaManager() })
        }
        return roots
    }

    func receive(_ call: RPCCall) throws -> RPCReply {
        switch call.method {
        case "setSystemState":
            mirror.apply { state in
                state.replace(with: call[0].json ?? .null)
                return true
            }
            if plugin == nil { begin() }
        case "updateDeviceState":
            guard let id = call[0].string else { break }
            mirror.apply { $0.update(id, call[1].json ?? .null) }
        case "notify":
            guard let id = call[0].string, let details = call[1].json else { break }
            mirror.apply { $0.notify(id, details: details, data: call[2].json ?? .null) }
        case "setNativeId", "ioEvent":
            // We have one device, which the state knows by our plugin's id, and keep our settings ourselves.
            break
        case "createDeviceState":
            return .value(.local(MixinState(id: call[0].string ?? "")))
        case "loadZip":
            return try load()
        default:
            throw RPCRemoteError(noMethod: call.method, of: self)
        }
        return .value(.null)
    }

    private func greeted(_ call: RPCCall) throws -> RPCReply {
        guard let api = call[0].proxy else { throw RPCRemoteError(message: "getRemote needs the server's API") }
        greeting.withLock { $0 = Greeting(api: api, pluginID: call[1].string) }
        return .value(.local(self))
    }

    /// The connection is gone. Letting the server's API go keeps nothing of it alive.
    func end() {
        greeting.withLock { $0 = nil }
        readied.finish()
        mirror.end()
    }

    private func begin() {
        if let greeting = greeting.withLock({ $0 }) { readied.yield(greeting) }
    }

    /// What the plugin device converts is said before the answer, so that it is known when the first call comes.
    private func load() throws -> RPCReply {
        guard let plugin, let api = greeting.withLock({ $0?.api }) else {
            throw RPCRemoteError(message: "the ReID service is not a plugin here")
        }
        api.send("setState", [.null, .json(.string("fromMimeType")), .json(.string(Converter.source))])
        api.send("setState", [.null, .json(.string("toMimeType")), .json(.string(Converter.target))])
        begin()
        return .value(.local(plugin))
    }

    private func createMediaManager() throws -> RPCReply {
        guard let api = greeting.withLock({ $0?.api }) else { return .value(.null) }
        return .later { try await api.call("getMediaManager", timeout: .seconds(30)) }
    }
}

/// What stands for the state of a device that has our extension. We add nothing to it.
private final class MixinState: RPCObject {
    let signature: RPCSignature

    init(id: String) {
        signature = RPCSignature(constructorName: "DeviceState", properties: ["id": .string(id)])
    }

    func receive(_ call: RPCCall) throws -> RPCReply { .value(.null) }
}
