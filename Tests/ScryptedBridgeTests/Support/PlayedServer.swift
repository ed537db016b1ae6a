import Logging
import ScryptedRPC
import Synchronization
import TestSupport

/// A Scrypted server, as a test plays it: its side of every connection in memory.
final class PlayedServer: Sendable {
    /// A device: what the state says of it, and what answers for it.
    struct Device: Sendable {
        var state: [String: JSONValue]
        var object: PlayedObject

        init(
            _ name: String, type: String = "Camera", interfaces: [String], mixins: [String] = [],
            plugin: String = "@test/devices",
            more: [String: JSONValue] = [:], object: PlayedObject = PlayedObject()
        ) {
            state = [
                "name": .string(name), "type": .string(type), "pluginId": .string(plugin),
                "interfaces": .array(interfaces.map { .string($0) }), "mixins": .array(mixins.map { .string($0) }),
            ].merging(more) { $1 }.mapValues { ["value": $0] }
            self.object = object
        }
    }

    let connections = Recording<Void>()
    /// What was called of the server's API, in short.
    let log = Recording<String>()
    /// The bridge's remote object, for each connection that got so far.
    let greeted = Recording<RemoteProxy>()
    /// The listeners at cameras that were ever registered.
    let listeners = Recording<(camera: String, callback: RemoteProxy)>()

    private let devices: Mutex<[String: Device]>
    private let storage: Mutex<JSONValue>
    private let mediaManager: PlayedObject?
    private let isSilent: Bool
    private let arrivals: AsyncStream<MemoryTransport>
    private let arrival: AsyncStream<MemoryTransport>.Continuation
    private let peers = Recording<RPCPeer>()

    /// - Parameter isSilent: takes connections and says nothing.
    init(
        _ devices: [String: Device] = [:], storage: JSONValue = ["secret": "s3cret"], mediaManager: PlayedObject? = nil,
        isSilent: Bool = false
    ) {
        self.devices = Mutex(devices)
        self.storage = Mutex(storage)
        self.mediaManager = mediaManager
        self.isSilent = isSilent
        (arrivals, arrival) = AsyncStream.makeStream()
    }

    /// What the bridge connects by.
    func connect() -> any RPCTransport {
        let (near, far) = MemoryTransport.pair()
        connections.append(())
        arrival.yield(far)
        return near
    }

    /// Serves until cancelled.
    /// - Parameter pluginID: of the plugin that it takes the others for; nil: clients from outside.
    func run(as pluginID: String? = nil) async {
        await withDiscardingTaskGroup { tasks in
            for await transport in arrivals {
                tasks.addTask { await self.serve(transport, as: pluginID) }
            }
        }
    }

    /// Breaks the connection that is there.
    func drop() {
        peers.elements.last?.close(reason: "dropped by the test")
    }

    var systemState: JSONValue { .object(devices.withLock { $0.mapValues { .object($0.state) } }) }

    /// Changes a device, and says so.
    func set(_ id: String, _ device: Device?) {
        devices.withLock { $0[id] = device }
        greeted.elements.last?.send("updateDeviceState", [.json(.string(id)), device.map { .json(.object($0.state)) } ?? .null])
    }

    func detect(_ camera: String, _ data: JSONValue, event: String = "e") {
        for listener in listeners.elements where listener.camera == camera {
            listener.callback.send(nil, [.json(["eventId": .string(event), "eventInterface": "ObjectDetector"]), .json(data)])
        }
    }

    private func serve(_ transport: MemoryTransport, as pluginID: String?) async {
        let peer = RPCPeer(name: "server", transport: transport, logger: .silent)
        peers.append(peer)
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try? await peer.run() }
            if !isSilent { tasks.addTask { try? await self.greet(peer, as: pluginID) } }
        }
    }

    private func greet(_ peer: RPCPeer, as pluginID: String?) async throws {
        guard case .remote(let getRemote) = try await peer.root("getRemote") else {
            throw RPCRemoteError(message: "no getRemote")
        }
        let api = PlayedObject("PluginAPIProxy", oneway: ["setState", "setStorage", "onDeviceEvent"]) {
            try await self.answer($0)
        }
        let remote = try await getRemote.call(
            nil, [.local(api), pluginID.map { .json(.string($0)) } ?? .null, .json(["serverVersion": "0.144.2"])])
        guard case .remote(let remote) = remote else { throw RPCRemoteError(message: "no remote") }
        remote.send("setSystemState", [.json(systemState)])
        if pluginID != nil { try await remote.call("loadZip", [.json([:]), .null, .json([:])]) }
        greeted.append(remote)
    }

    private func answer(_ call: RPCCall) async throws -> RPCValue {
        log.append(call.text)
        guard let first = call.arguments.first, case .json(.string(let name)) = first else {
            return mediaManager.map { .local($0) } ?? .null
        }
        switch call.method {
        case "getDeviceById":
            return devices.withLock { $0[name] }.map { .local($0.object) } ?? .null
        case "listenDevice":
            guard case .remote(let callback) = call[2] else { throw RPCRemoteError(message: "no callback") }
            listeners.append((name, callback))
            return .local(
                PlayedObject("EventListenerRegisterProxy", oneway: ["removeListener"]) { call in
                    self.log.append("\(name).\(call.text)")
                    return .null
                })
        case "getComponent":
            return .local(PlayedObject("PluginComponent") { _ in .json(self.storage.withLock { $0 }) })
        default:
            return .null
        }
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
