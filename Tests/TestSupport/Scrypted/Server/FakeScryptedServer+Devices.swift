import Recognition
import ScryptedRPC

extension FakeScryptedServer {
    private static let devicePlugin = "@test/devices"

    private func add(_ name: String, type: String, interfaces: [String]) async -> String {
        if await host.device(ofPlugin: Self.devicePlugin) == nil {
            await host.upsertDevice(
                plugin: Self.devicePlugin, nativeID: nil, name: "Test Devices", type: "DeviceProvider",
                interfaces: ["DeviceProvider"])
        }
        return await host.upsertDevice(
            plugin: Self.devicePlugin, nativeID: "native \(name)", name: name, type: type, interfaces: interfaces)
    }

    /// - Parameter interfaces: beside `Camera`.
    package func addCamera(
        _ name: String, type: String = "Camera", interfaces: [String] = ["ObjectDetector", "MotionSensor"],
        pictures: FakeCamera.Pictures = .init()
    ) async -> FakeCamera {
        let id = await add(name, type: type, interfaces: ["Camera"] + interfaces)
        let camera = FakeCamera(id: id, name: name, pictures: pictures)
        await host.implement(id, by: camera)
        return camera
    }

    package func addNotifier(_ name: String) async -> FakeNotifier {
        let id = await add(name, type: "Notifier", interfaces: ["Notifier"])
        let notifier = FakeNotifier(id: id, name: name)
        await host.implement(id, by: notifier)
        return notifier
    }

    /// An extension of another plugin, which adds nothing to a device.
    package func addExtension(plugin: String, name: String) async -> String {
        let id = await host.upsertDevice(
            plugin: plugin, nativeID: nil, name: name, type: "API", interfaces: ["MixinProvider", "Settings"])
        await host.implement(id, by: ExtensionTwin())
        return id
    }

    /// Fires what an object detector fires.
    package func detect(
        _ rows: [FakeCamera.Row], at time: Timestamp, on camera: FakeCamera, detectionID: String? = nil,
        dimensions: (width: Int, height: Int)? = (1920, 1080)
    ) async {
        await host.fire(
            device: camera.id, interface: "ObjectDetector",
            data: FakeCamera.detection(rows, at: time, detectionID: detectionID, dimensions: dimensions))
    }
}

private struct ExtensionTwin: HostDevice {
    func call(_ method: String, _ arguments: [RPCValue]) async throws -> RPCValue {
        switch method {
        case "canMixin", "getSettings": .json([])
        case "getMixin": arguments.first ?? .null
        default: .null
        }
    }
}

extension ScryptedHost {
    func implement(_ device: String, by implementation: any HostDevice) {
        implementations[device] = implementation
    }
}
