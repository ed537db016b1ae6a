import ScryptedRPC
import Synchronization
import TestSupport

/// Our plugin inside Scrypted, as far as its contract goes: holds who attaches, and forwards.
final class PlayedPlugin: Sendable {
    private enum Attached {
        case nobody
        case program(RemoteProxy)
        /// Of another connection.
        case another(PlayedObject)
    }

    private let attached = Mutex(Attached.nobody)
    let attachments = Recording<String>()

    /// The device that stands for it.
    var device: PlayedServer.Device {
        PlayedServer.Device(
            "ReID Service", type: "API", interfaces: ["BufferConverter", "MixinProvider", "ScryptedPlugin", "Settings"],
            plugin: "@reid-service/ReID", object: PlayedObject { try await self.answer($0) })
    }

    /// As when the server restarts it.
    func restart() { attached.withLock { $0 = .nobody } }

    /// Another program comes.
    func attach(another: PlayedObject) { attached.withLock { $0 = .another(another) } }

    /// What Scrypted would ask of it.
    func call(_ method: String, _ arguments: [RPCValue] = []) async throws -> RPCValue {
        switch attached.withLock({ $0 }) {
        case .nobody: throw RPCRemoteError(message: "not attached")
        case .program(let object): return try await object.call(method, arguments)
        case .another(let object):
            guard case .later(let answer) = try object.receive(RPCCall(method: method, arguments: arguments)) else {
                return .null
            }
            return try await answer()
        }
    }

    private func answer(_ call: RPCCall) async throws -> RPCValue {
        switch call.method {
        case "convert" where call[1].text == "\"x-reid/service\"":
            guard case .json(let options) = call[3], options["secret"] == "s3cret" else {
                throw RPCRemoteError(message: "attach refused: wrong secret\nhost:@reid-service/ReID")
            }
            let instance = options["instance"]?.string ?? ""
            guard case .remote(let object) = call[0] else {
                restart()
                attachments.append("-")
                return .json("detached")
            }
            attached.withLock { $0 = .program(object) }
            attachments.append(instance)
            return .json("attached")
        case "getSettings":
            guard case .json(let own)? = try? await self.call("getSettings") else {
                return .json([["key": "status", "value": "not connected"]])
            }
            return .json(.array([["key": "status", "value": "connected"]] + (own.array ?? [])))
        default:
            return try await self.call(call.method ?? "", call.arguments)
        }
    }
}
