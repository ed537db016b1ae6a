import ScryptedRPC

extension ScryptedHost {
    /// The object that a client calls, named and marked as the server's is.
    /// - Parameter isPlugin: it is for a plugin's own process, whose notes about itself nobody waits for.
    nonisolated func apiObject(client: Int, endpoint: String, isPlugin: Bool = false) -> HostObject {
        let notes: Set<String?> = [
            "onMixinEvent", "onDeviceEvent", "setStorage", "setDeviceProperty", "requestRestart", "setState",
        ]
        let signature =
            isPlugin
            ? RPCSignature(constructorName: "PluginHostAPI", onewayMethods: notes)
            : RPCSignature(constructorName: "PluginAPIProxy")
        return HostObject(signature) { call in
            .later { try await self.answer(call, client: client, endpoint: endpoint) }
        }
    }

    private func answer(_ call: RPCCall, client: Int, endpoint: String) async throws -> RPCValue {
        let method = call.method ?? ""
        events.append(.api(method: method))
        switch method {
        case "getDeviceById":
            return deviceObject(call[0].text ?? "")
        case "listen":
            return try listen(client: client, device: nil, event: nil, callback: call[0])
        case "listenDevice":
            return try listen(client: client, device: call[0].text ?? "", event: call[1].plain, callback: call[2])
        case "getComponent":
            return try component(call[0].text ?? "")
        case "getMediaManager":
            return hasMediaManager ? .local(mediaManager) : .null
        case "getLogger":
            return .local(logger)
        case "removeDevice":
            await removeDevice(call[0].text ?? "")
        case "setDeviceProperty":
            guard let property = call[1].text, ["name", "room", "type"].contains(property) else {
                throw RPCRemoteError(message: "Not allowed to set property \(call[1].text ?? "")")
            }
            setDescriptor(property, of: call[0].text ?? "", to: call[2].plain ?? .null)
        case "setState", "setStorage", "onDeviceEvent":
            try answerForEndpoint(method, call, endpoint: endpoint)
        default:
            throw RPCRemoteError(message: "the twin of the server has no \(method)")
        }
        return .null
    }

    /// What a client says of devices of the plugin at whose door it came in.
    private func answerForEndpoint(_ method: String, _ call: RPCCall, endpoint: String) throws {
        guard call[0].isNull, let device = device(ofPlugin: endpoint) else {
            throw RPCRemoteError(message: "device not found for plugin id \(endpoint) native id \(call[0].text ?? "undefined")")
        }
        switch method {
        case "setState":
            setProperty(call[1].text ?? "", of: device, to: call[2].plain ?? .null, interface: "BufferConverter")
        case "setStorage":
            setStorage((call[1].plain?.object ?? [:]).compactMapValues(\.string), of: device)
        default:
            fire(device: device, interface: call[1].text ?? "", data: call[2].plain ?? .null)
        }
    }

    private func component(_ name: String) throws -> RPCValue {
        switch name {
        case "plugins": .local(pluginsComponent)
        case "SCRYPTED_SECURE_PORT": .json(10443)
        case "SCRYPTED_INSECURE_PORT": .json(11080)
        default: throw RPCRemoteError(message: "the twin of the server has no component \(name)")
        }
    }
}
