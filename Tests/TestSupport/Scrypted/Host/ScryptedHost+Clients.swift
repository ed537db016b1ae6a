import Logging
import ScryptedRPC

extension ScryptedHost {
    /// Asks a client for its remote object and serves it until its connection ends.
    /// - Parameter endpoint: the plugin at whose door it came in.
    func serve(_ transport: any RPCTransport, id: Int, endpoint: String) async throws {
        let peer = RPCPeer(
            name: "client \(id)", transport: transport, logger: Logger(label: "scrypted") { _ in SwiftLogNoOpLogHandler() })
        let outcome: Result<Void, any Error>
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await peer.run() }
                tasks.addTask {
                    try await self.introduce(peer, id: id, endpoint: endpoint)
                    try await Forever.wait()
                }
                defer { tasks.cancelAll() }
                try await tasks.next()
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        leave(id)
        try outcome.get()
    }

    private func introduce(_ peer: RPCPeer, id: Int, endpoint: String) async throws {
        // The server waits for as long as it takes.
        guard let getRemote = try await peer.root("getRemote", timeout: .seconds(3_600)).proxy else {
            throw RPCError.transport(reason: "getRemote is not a function")
        }
        let arguments: [RPCValue] = [
            .local(apiObject(client: id, endpoint: endpoint)), .null, .json(["serverVersion": .string(serverVersion)]),
        ]
        guard let remote = try await getRemote.call(nil, arguments, timeout: .seconds(3_600)).proxy else {
            throw RPCError.transport(reason: "getRemote gave no object")
        }
        join(Client(id: id, endpoint: endpoint, remote: remote))
    }

    /// From here on the client is told of changes; what it gets first is the whole state.
    func join(_ client: Client) {
        client.remote.send("setSystemState", [.json(systemState)])
        clients[client.id] = client
        events.append(.joined(client: client.id))
    }

    func leave(_ client: Int) {
        listeners.removeAll { $0.client == client }
        clients[client] = nil
        events.append(.left(client: client))
    }

    /// The device as an object for clients; always the same one. Null for a device that is not there.
    func deviceObject(_ id: String) -> RPCValue {
        guard state[id] != nil else { return .null }
        if let object = deviceObjects[id] { return .local(object) }
        // Every device claims to be iterable, and none has a constructor's name.
        let signature = RPCSignature(
            constructorName: nil,
            properties: ["Symbol(Symbol.asyncIterator)": ["next": "next", "throw": "throw", "return": "return"]])
        let object = HostObject(signature) { call in
            .later { try await self.call(device: id, call.method ?? "", call.arguments) }
        }
        deviceObjects[id] = object
        return .local(object)
    }

    /// Calls a device as another plugin would.
    package func call(device id: String, _ method: String, _ arguments: [RPCValue]) async throws -> RPCValue {
        guard state[id] != nil else {
            throw RPCRemoteError(name: "PluginError", message: "device \(id) does not exist")
        }
        guard ScryptedInterface.has(method, in: strings(of: "interfaces", id)) else {
            throw RPCRemoteError(name: "PluginError", message: "\(method) not implemented")
        }
        guard let device = implementations[id] else {
            throw RPCRemoteError(
                name: "PluginError", message: "device \"Unknown Device\" is unavailable [id: \(id)] [mixin: undefined]")
        }
        events.append(.called(device: id, method: method))
        defer { events.append(.answered(device: id, method: method)) }
        return try await device.call(method, arguments)
    }
}
