import ScryptedRPC

/// What a plugin tells the server of its own device.
struct PluginOwner: NodePluginHost {
    let host: ScryptedHost
    let device: String

    func setState(_ property: String, _ value: JSONValue) async {
        await host.setProperty(property, of: device, to: value, interface: "BufferConverter")
    }

    func setStorage(_ storage: [String: String]) async {
        await host.setStorage(storage, of: device)
    }

    func deviceEvent(_ interface: String, _ data: JSONValue) async {
        await host.fire(device: device, interface: interface, data: data)
    }

    func other(_ call: String, _ arguments: [JSONValue]) async {
        host.events.append(.logged("the plugin calls \(call)"))
    }
}
