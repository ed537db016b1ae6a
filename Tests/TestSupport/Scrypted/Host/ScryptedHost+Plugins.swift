import ScryptedRPC

extension ScryptedHost {
    /// Keeps a package, without starting anything.
    func setUp(plugin: String, package: JSONValue) {
        var entry = plugins[plugin] ?? Plugin(package: package)
        entry.package = package
        plugins[plugin] = entry
    }

    /// Makes the plugin's device of its package and starts it; an earlier process ends, and with it the clients that came in
    /// at its door.
    /// - Throws: `RPCRemoteError` with what the server would say.
    func install(plugin: String, files: [String: [UInt8]]) async throws {
        guard let package = plugins[plugin]?.package, let description = package["scrypted"],
            let interfaces = description["interfaces"]?.array
        else {
            throw RPCRemoteError(name: "TypeError", message: "Cannot read properties of undefined (reading 'includes')")
        }
        let readme = files["README.md"] == nil ? [] : ["Readme"]
        let id = upsertDevice(
            plugin: plugin, nativeID: nil, name: description["name"]?.string ?? plugin,
            type: description["type"]?.string ?? "Unknown", interfaces: interfaces.compactMap(\.string) + readme,
            info: ["manufacturer": .string(plugin), "version": package["version"] ?? .null])
        plugins[plugin]?.files = files
        await run(plugin: plugin, device: id)
        events.append(.installed(plugin: plugin))
    }

    /// Ends the plugin's process and starts it again.
    package func reload(plugin: String) async throws {
        guard let device = device(ofPlugin: plugin), plugins[plugin] != nil else {
            throw RPCRemoteError(message: "plugin \(plugin) is not installed")
        }
        await run(plugin: plugin, device: device)
    }

    /// A plugin that does not load leaves a device that cannot be called; the deployment has gone well all the same.
    private func run(plugin: String, device: String) async {
        implementations[device] = nil
        await plugins[plugin]?.process?.stop()
        plugins[plugin]?.process = nil
        cutConnections(clients(at: plugin))
        guard let main = plugins[plugin]?.files["main.nodejs.js"] else { return }
        do {
            let process = try await NodePlugin.start(
                main: main, storage: storage[device] ?? [:], usesManualClock: nodeUsesManualClock,
                host: PluginOwner(host: self, device: device))
            plugins[plugin]?.process = process
            implementations[device] = PluginDevice(plugin: plugin, process: process, events: events)
        } catch {
            events.append(.logged("plugin load error \(error)"))
        }
        for holder in state.keys.sorted() where strings(of: "mixins", holder).contains(device) {
            await rebuildMixins(of: holder)
        }
    }

    func setStorage(_ storage: [String: String], of device: String) {
        self.storage[device] = storage
    }

    /// What a plugin keeps under `secret`.
    package func secret(of device: String) -> String? {
        storage[device]?["secret"]
    }
}
