import ScryptedRPC

extension ScryptedHost {
    nonisolated var pluginsComponent: HostObject {
        HostObject(RPCSignature(constructorName: "PluginComponent")) { call in
            .later { try await self.answerAsPlugins(call) }
        }
    }

    private func answerAsPlugins(_ call: RPCCall) async throws -> RPCValue {
        let subject = call[0].text ?? ""
        switch call.method {
        case "getStorage":
            return .json(.object((storage[subject] ?? [:]).mapValues(JSONValue.string)))
        case "setStorage":
            // The real one tells the plugin as well; a plugin here sees it when it starts anew.
            setStorage((call[1].plain?.object ?? [:]).compactMapValues(\.string), of: subject)
        case "setMixins":
            await setMixins(of: subject, to: call[1].plain?.array?.compactMap(\.string) ?? [])
        case "getIdForPluginId":
            return .json(device(ofPlugin: subject).map(JSONValue.string) ?? .null)
        case "reload":
            try await reload(plugin: subject)
        case "getPackageJson":
            return .json(plugins[subject]?.package ?? .null)
        case "getDeviceInfo":
            guard state[subject] != nil else { throw RPCRemoteError(message: "device \(subject) does not exist") }
            return .json([
                "mixins": .array(strings(of: "mixins", subject).map(JSONValue.string)),
                "pluginId": value(of: "pluginId", subject) ?? .null,
                "storage": .object((storage[subject] ?? [:]).mapValues(JSONValue.string)),
            ])
        case "getPluginInfo":
            guard let plugin = plugins[subject], let id = device(ofPlugin: subject) else {
                throw RPCRemoteError(name: "TypeError", message: "Cannot read properties of undefined (reading 'peer')")
            }
            return .json([
                "clientsCount": .integer(Int64(clients(at: subject).count)), "packageJson": plugin.package, "id": .string(id),
            ])
        default:
            throw RPCRemoteError(message: "the twin of the server's plugins component has no \(call.method ?? "call")")
        }
        return .null
    }

    /// The media manager of the plugin at whose door a client came in. It converts to JPEG, and nothing else.
    nonisolated var mediaManager: HostObject {
        HostObject(RPCSignature(constructorName: "MediaManagerImpl")) { call in
            guard call.method == "convertMediaObjectToBuffer" else {
                throw RPCRemoteError(message: "the twin of the media manager has no \(call.method ?? "call")")
            }
            guard call[1].text == "image/jpeg" else { throw RPCRemoteError(message: "no converter found") }
            if case .local(let object) = call[0], let media = object as? MediaObjectTwin { return .value(.bytes(media.jpeg)) }
            guard let proxy = call[0].proxy, proxy.signature.properties["mimeType"]?.string == "image/jpeg" else {
                throw RPCRemoteError(message: "no converter found")
            }
            return .later { try await proxy.call("getData") }
        }
    }

    nonisolated var logger: HostObject {
        let events = events
        return HostObject(RPCSignature(constructorName: "Logger")) { call in
            if call.method == "log" { events.append(.logged("\(call[0].text ?? "") \(call[1].text ?? "")")) }
            return .value(.null)
        }
    }
}
