import ScryptedRPC

extension ScryptedHost {
    func eventDetails(interface: String, property: String? = nil) -> JSONValue {
        var details: [String: JSONValue] = [
            "eventId": .string(String(UInt32.random(in: 1 << 24...UInt32.max), radix: 36)),
            "eventInterface": .string(interface), "eventTime": .integer(now().milliseconds),
        ]
        if let property { details["property"] = .string(property) }
        return .object(details)
    }

    /// An event without a property, such as ObjectDetector's: only those who listen to the device hear it.
    package func fire(device: String, interface: String, data: JSONValue) {
        fire(device: device, interface: interface, details: eventDetails(interface: interface), data: data)
    }

    func fire(device: String, interface: String, details: JSONValue, data: JSONValue) {
        for listener in listeners {
            if listener.device == device, listener.event == nil || listener.event == interface {
                listener.callback.send(nil, [.json(details), .json(data)])
            } else if listener.device == nil, details["property"] != nil {
                listener.callback.send(nil, [.json(.string(device)), .json(details), .json(data)])
            }
        }
    }

    /// - Parameters:
    ///   - device: nil for `listen`, which hears property changes of all devices.
    ///   - event: the interface's name, or `{event, …}`.
    /// - Returns: the register whose `removeListener` ends it.
    func listen(client: Int, device: String?, event: JSONValue?, callback: RPCValue) throws -> RPCValue {
        guard let proxy = callback.proxy, ["Function", "AsyncFunction"].contains(proxy.signature.constructorName) else {
            throw RPCRemoteError(name: "TypeError", message: "callback is not a function")
        }
        if let device, state[device] == nil {
            throw RPCRemoteError(name: "TypeError", message: "Cannot read properties of undefined (reading 'interfaces')")
        }
        let event = event?.string ?? event?["event"]?.string
        let id = makeID()
        listeners.append(Listener(id: id, client: client, device: device, event: event, callback: proxy))
        if let device { events.append(.listening(device: device, event: event)) }
        let signature = RPCSignature(constructorName: "EventListenerRegisterProxy", onewayMethods: ["removeListener"])
        return .local(
            HostObject(signature) { call in
                guard call.method == "removeListener" else { throw RPCRemoteError.notImplemented(call.method) }
                return .later {
                    await self.removeListener(id)
                    return .null
                }
            })
    }

    private func removeListener(_ id: Int) {
        guard let index = listeners.firstIndex(where: { $0.id == id }) else { return }
        let listener = listeners.remove(at: index)
        if let device = listener.device { events.append(.stoppedListening(device: device, event: listener.event)) }
    }
}
