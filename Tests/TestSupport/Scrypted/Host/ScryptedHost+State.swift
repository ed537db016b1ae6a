import ScryptedRPC

extension ScryptedHost {
    /// The whole state as clients get it.
    var systemState: JSONValue { .object(state.mapValues(JSONValue.object)) }

    func value(of property: String, _ device: String) -> JSONValue? {
        state[device]?[property]?["value"]
    }

    func strings(of property: String, _ device: String) -> [String] {
        value(of: property, device)?.array?.compactMap(\.string) ?? []
    }

    /// The device a plugin is itself.
    func device(ofPlugin plugin: String) -> String? {
        state.keys.sorted().first { value(of: "pluginId", $0)?.string == plugin && value(of: "nativeId", $0) == nil }
    }

    /// Devices with that name.
    package func devices(named name: String) -> [String] {
        state.keys.sorted().filter { value(of: "name", $0)?.string == name }
    }

    /// A device with its descriptor, as `onDeviceDiscovered` and an installation make it. Known ones keep their id, what was
    /// set on them, and their mixins.
    @discardableResult
    func upsertDevice(
        plugin: String, nativeID: String?, name: String, type: String, interfaces: [String], info: JSONValue? = nil
    ) -> String {
        let known = state.keys.first {
            value(of: "pluginId", $0)?.string == plugin && value(of: "nativeId", $0)?.string == nativeID
        }
        let id = known ?? String(makeID())
        let provided = (interfaces + (nativeID == nil ? ["ScryptedPlugin"] : [])).sorted()
        var properties = state[id] ?? ["providedRoom": [:], "room": [:]]
        func set(_ property: String, _ value: JSONValue?) {
            if let value { properties[property] = ["value": value] }
        }
        set("nativeId", nativeID.map(JSONValue.string))
        set("pluginId", .string(plugin))
        set("providedInterfaces", .array(provided.map(JSONValue.string)))
        set("interfaces", .array(provided.map(JSONValue.string)))
        set("info", info)
        set("providerId", .string(nativeID == nil ? id : device(ofPlugin: plugin) ?? id))
        set("providedName", .string(name))
        set("providedType", .string(type))
        if known == nil {
            set("type", .string(type))
            set("name", .string(name))
        }
        state[id] = properties
        announceDescriptor(of: id)
        return id
    }

    /// A change of one property, as a device's plugin makes it: clients are notified if it is one.
    package func setProperty(_ property: String, of device: String, to value: JSONValue, interface: String) {
        guard state[device] != nil, self.value(of: property, device) != value else { return }
        state[device]?[property] = ["value": value]
        let details = eventDetails(interface: interface, property: property)
        for client in clients.values {
            client.remote.send("notify", [.json(.string(device)), .json(details), .json(["value": value])])
        }
        fire(device: device, interface: interface, details: details, data: value)
    }

    /// A change of what the device is; clients get its whole state anew.
    package func setDescriptor(_ property: String, of device: String, to value: JSONValue) {
        state[device]?[property] = ["value": value]
        announceDescriptor(of: device)
    }

    func announceDescriptor(of device: String) {
        guard let properties = state[device] else { return }
        for client in clients.values {
            client.remote.send("updateDeviceState", [.json(.string(device)), .json(.object(properties))])
        }
    }

    /// As its owner does it in Scrypted's page. A plugin goes with its device.
    package func removeDevice(_ id: String) async {
        for provided in state.keys.sorted() where provided != id && value(of: "providerId", provided)?.string == id {
            await removeDevice(provided)
        }
        guard let properties = state.removeValue(forKey: id) else { return }
        implementations[id] = nil
        deviceObjects[id] = nil
        storage[id] = nil
        listeners.removeAll { $0.device == id }
        for client in clients.values { client.remote.send("updateDeviceState", [.json(.string(id)), .null]) }
        for holder in state.keys.sorted() where strings(of: "mixins", holder).contains(id) {
            await rebuildMixins(of: holder)
        }
        if properties["nativeId"] == nil, let plugin = properties["pluginId"]?["value"]?.string {
            await plugins.removeValue(forKey: plugin)?.process?.stop()
            cutConnections(clients(at: plugin))
        }
        events.append(.removed(device: id))
    }

    func clients(at endpoint: String) -> Set<Int> {
        Set(clients.values.filter { $0.endpoint == endpoint }.map(\.id))
    }
}
