import ScryptedRPC

/// The devices of a server, as far as it has told us. A pure value: messages in, devices out.
package struct SystemState: Sendable, Hashable {
    package private(set) var devices: [String: SystemDevice] = [:]

    /// Devices beyond are not seen.
    static let maximumDevices = 8_192

    package init() {}

    /// Everything anew (`setSystemState`).
    mutating func replace(with state: JSONValue) {
        devices = [:]
        for (id, device) in state.object ?? [:] { update(id, device) }
    }

    /// One device anew (`updateDeviceState`); null removes it. Whether that changed anything that is kept.
    @discardableResult
    mutating func update(_ id: String, _ state: JSONValue) -> Bool {
        guard let properties = state.object else { return devices.removeValue(forKey: id) != nil }
        let device = SystemDevice(id: id, state: properties)
        guard devices[id] != device, devices[id] != nil || devices.count < Self.maximumDevices else { return false }
        devices[id] = device
        return true
    }

    /// An event (`notify`). Only those that change a property for everybody count. Whether that changed anything that is kept.
    mutating func notify(_ id: String, details: JSONValue, data: JSONValue) -> Bool {
        guard let name = details["property"]?.string, details["mixinId"]?.string == nil,
            let property = SystemDevice.Property(rawValue: name)
        else { return false }
        return devices[id]?.set(property, to: data["value"]) ?? false
    }
}
