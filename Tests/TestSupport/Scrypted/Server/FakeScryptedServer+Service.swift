import ScryptedRPC

/// What other plugins do with the device `ReID Service`.
extension FakeScryptedServer {
    package struct NoService: Error {}

    /// The device's id.
    package var service: String {
        get async throws {
            guard let id = await host.devices(named: "ReID Service").first else { throw NoService() }
            return id
        }
    }

    /// As the Smart Notifier asks.
    package func convert(_ json: String) async throws -> JSONValue {
        let answer = try await host.call(
            device: service, "convert",
            [.json(.string(json)), .json("application/json"), .json("application/reid"), .json([:])])
        return try JSONValue(parsing: answer.text ?? "")
    }

    package func settings() async throws -> [JSONValue] {
        try await host.call(device: service, "getSettings", []).plain?.array ?? []
    }

    package func putSetting(_ key: String, _ value: JSONValue) async throws {
        _ = try await host.call(device: service, "putSetting", [.json(.string(key)), .json(value)])
    }

    /// Switches the service's extension of a camera on or off, beside those it has.
    package func switchService(_ isOn: Bool, on camera: FakeCamera) async throws {
        let service = try await service
        await switchExtension(service, isOn, on: camera)
    }

    package func switchExtension(_ id: String, _ isOn: Bool, on camera: FakeCamera) async {
        let others = await host.strings(of: "mixins", camera.id).filter { $0 != id }
        await host.setMixins(of: camera.id, to: isOn ? others + [id] : others)
    }
}
