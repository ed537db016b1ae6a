import ScryptedRPC

/// What the plugin asks of our side.
extension NodePlugin {
    /// Passes on what the plugin tells the server.
    func tell(_ name: String, _ arguments: [JSONValue]) async {
        switch (name, arguments.first?.string) {
        case ("setState", let property?): await host.setState(property, arguments.last ?? .null)
        case ("setStorage", _): await host.setStorage((arguments.first?.object ?? [:]).compactMapValues(\.string))
        case ("deviceEvent", let interface?): await host.deviceEvent(interface, arguments.last ?? .null)
        default: await host.other(name, arguments)
        }
    }

    /// Has an object called that the plugin holds. Calls reach it in the order in which the plugin makes them.
    func answer(_ message: JSONValue, in tasks: inout DiscardingTaskGroup) throws {
        guard let number = message["invoke"]?.integer, let object = message["object"]?.integer else {
            throw NodePluginError(description: "neither an answer nor a call")
        }
        let call = RPCCall(
            method: message["method"]?.string, arguments: try (message["arguments"]?.array ?? []).map(objects.decode),
            isOneway: message["oneway"]?.bool ?? false)
        let send: @Sendable (Result<RPCValue, any Error>) -> Void = { [self] result in
            if !call.isOneway { reply(to: number, call, with: result) }
        }
        switch objects[object] {
        case nil:
            // It was killed when the call was on its way; the plugin knows by now.
            break
        case .proxy(let proxy) where call.isOneway:
            proxy.send(call.method, call.arguments)
        case .proxy(let proxy):
            tasks.addTask { send(await Result { try await proxy.call(call.method, call.arguments) }) }
        case .object(let object):
            switch Result(catching: { try object.receive(call) }) {
            case .success(.value(let value)): send(.success(value))
            case .success(.later(let work)): tasks.addTask { send(await Result(work)) }
            case .failure(let error): send(.failure(error))
            }
        }
    }

    private func reply(to number: Int64, _ call: RPCCall, with result: Result<RPCValue, any Error>) {
        do {
            let value = try result.flatMap { value in Result { try objects.encode(value) } }.get()
            try send(["answer": .integer(number), "value": value])
        } catch {
            // When the process is gone, so is whoever waits for this.
            try? send(["answer": .integer(number), "error": RPCRemoteError(forPlugin: error).node])
        }
    }
}

extension Result where Failure == any Error {
    /// What comes of `work`.
    fileprivate init(_ work: () async throws -> Success) async {
        do {
            self = .success(try await work())
        } catch {
            self = .failure(error)
        }
    }
}
