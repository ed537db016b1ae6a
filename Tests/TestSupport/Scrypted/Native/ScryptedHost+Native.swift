import ScryptedRPC

/// A plugin whose methods are called over its own connection.
private struct NativeDevice: HostDevice {
    let instance: RemoteProxy

    func call(_ method: String, _ arguments: [RPCValue]) async throws -> RPCValue {
        try await instance.call(method, arguments)
    }
}

extension ScryptedHost {
    /// Takes a plugin's process through the server's start-up.
    /// - Returns: the plugin's device, which can be called from then on.
    func start(native peer: RPCPeer, package: JSONValue) async throws -> String {
        let plugin = package["name"]?.string ?? ""
        let description = package["scrypted"]
        let interfaces = description?["interfaces"]?.array?.compactMap(\.string) ?? []
        let device = upsertDevice(
            plugin: plugin, nativeID: nil, name: description?["name"]?.string ?? plugin,
            type: description?["type"]?.string ?? "Unknown", interfaces: interfaces + ["ScryptedPluginRuntime"])
        let client = makeID()
        let arguments: [RPCValue] = [
            .local(apiObject(client: client, endpoint: plugin, isPlugin: true)), .json(.string(plugin)),
            .json(["serverVersion": .string(serverVersion)]),
        ]
        guard let getRemote = try await peer.root("getRemote").proxy,
            let remote = try await getRemote.call(nil, arguments).proxy
        else { throw RPCError.transport(reason: "getRemote gave no object") }
        join(Client(id: client, endpoint: plugin, remote: remote))
        let stored = (storage[device] ?? [:]).mapValues(JSONValue.string)
        remote.send("setNativeId", [.null, .json(.string(device)), .json(.object(stored))])
        let zip = HostObject(RPCSignature(constructorName: "PluginZipAPI")) { _ in .value(.bytes([])) }
        let options: JSONValue = ["clusterId": "0", "clusterSecret": "0", "debug": false, "zipHash": "0"]
        guard let instance = try await remote.call("loadZip", [.json(package), .local(zip), .json(options)]).proxy else {
            throw RPCError.transport(reason: "loadZip gave no object")
        }
        implementations[device] = NativeDevice(instance: instance)
        return device
    }

    /// The process is gone; its device stays, and cannot be called.
    func forget(native plugin: String) {
        if let device = device(ofPlugin: plugin) { implementations[device] = nil }
        for client in clients(at: plugin) { leave(client) }
    }
}
