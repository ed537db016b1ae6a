import ScryptedRPC

extension ScryptedHost {
    /// Switches extensions of a device, all at once, as the switches in Scrypted's page do.
    package func setMixins(of device: String, to mixins: [String]) async {
        setDescriptor("mixins", of: device, to: .array(mixins.map(JSONValue.string)))
        await rebuildMixins(of: device)
    }

    /// Asks each extension anew. One that answers null, or whose device is gone, is taken off the device for good.
    func rebuildMixins(of device: String) async {
        let provided = strings(of: "providedInterfaces", device)
        var interfaces = provided
        for mixin in strings(of: "mixins", device) {
            let isProvider = strings(of: "interfaces", mixin).contains("MixinProvider")
            guard state[mixin] == nil || isProvider else { continue }
            do {
                guard state[mixin] != nil,
                    let added = try await added(by: mixin, to: device, having: interfaces)
                else {
                    let rest = strings(of: "mixins", device).filter { $0 != mixin }
                    setDescriptor("mixins", of: device, to: .array(rest.map(JSONValue.string)))
                    continue
                }
                interfaces = Set(interfaces + added).sorted()
                _ = try await call(
                    device: mixin, "getMixin",
                    [deviceObject(device), .json(.array(provided.map(JSONValue.string))), .json(["id": .string(device)])])
            } catch {
                // An extension that throws stays on the device and adds nothing.
                continue
            }
        }
        if strings(of: "interfaces", device) != interfaces {
            setDescriptor("interfaces", of: device, to: .array(interfaces.map(JSONValue.string)))
        }
    }

    private func added(by mixin: String, to device: String, having interfaces: [String]) async throws -> [String]? {
        let type = value(of: "type", device) ?? .null
        let answer = try await call(
            device: mixin, "canMixin", [.json(type), .json(.array(interfaces.map(JSONValue.string)))])
        return answer.plain?.array?.compactMap(\.string)
    }
}
